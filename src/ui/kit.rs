//! Small parts of the page without any word of the domain.

mod badge;
mod breaking;
mod button;
mod code_text;
mod combobox;
mod copy_button;
mod dialog;
mod empty_state;
mod focus;
mod icon;
mod menu;
mod pages;
mod question;
mod ranked;
mod search_field;
mod segments;
mod split_pane;
mod virtual_list;

pub(crate) use badge::{Badge, Count};
pub(crate) use breaking::breaking;
pub(crate) use button::{Button, IconButton, Look};
pub(crate) use code_text::code_text;
pub(crate) use combobox::{Combobox, Offer, Suits};
pub(crate) use copy_button::CopyButton;
pub(crate) use dialog::{Dialog, close_dialog, has_dialog};
pub(crate) use empty_state::EmptyState;
pub(crate) use focus::focus_soon;
pub(crate) use icon::Icon;
pub(crate) use menu::{Menu, MenuEntry};
pub(crate) use pages::Pages;
pub(crate) use question::Question;
pub(crate) use ranked::Ranked;
pub(crate) use search_field::SearchField;
pub(crate) use segments::Segments;
pub(crate) use split_pane::SplitPane;
pub(crate) use virtual_list::{Place, VirtualList, focus_list};
