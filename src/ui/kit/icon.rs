//! Pictures, drawn here on a grid of 16 by 16 with lines of 1.5.

use leptos::prelude::*;

/// A picture. It says nothing to screen readers: what it stands beside does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Blocks,
    Canvas,
    Check,
    ChevronDown,
    ChevronRight,
    ChevronUp,
    Close,
    Command,
    Connect,
    Copy,
    Create,
    Delete,
    Download,
    Drift,
    Error,
    File,
    Folder,
    History,
    Keyboard,
    Lock,
    Moon,
    NoChange,
    Notice,
    Open,
    Plan,
    Problems,
    Project,
    Question,
    Redo,
    Rename,
    Reset,
    Save,
    Search,
    Share,
    Source,
    State,
    Sun,
    System,
    Trash,
    Undo,
    Update,
    Variables,
    Warning,
}

impl Icon {
    /// The drawing: one path of lines.
    fn path(self) -> &'static str {
        match self {
            Self::Blocks => "M2 2.5h5v5H2zM9 8.5h5v5H9zM7 5h4.5v3.5M4.5 7.5V11H9",
            Self::Canvas => "M2 3h4v3H2zM10 2h4v3h-4zM10 10h4v3h-4zM6 4.5h2.5v-1H10M8.5 4.5v7H10",
            Self::Check => "M3 8.5l3.5 3.5L13 4.5",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::ChevronUp => "M4 10l4-4 4 4",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Command => "M2 3.5h12v9H2zM4.5 6.5l2 1.5-2 1.5M8.5 10h3",
            Self::Connect => "M6 2v3M10 2v3M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5V14",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Create => "M8 3v10M3 8h10",
            Self::Delete => "M3 8h10",
            Self::Download => "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11",
            Self::Drift => "M2 5h9M8.5 2.5L11 5 8.5 7.5M14 11H5M7.5 8.5L5 11l2.5 2.5",
            Self::Error => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.8v.4",
            Self::File => "M3.5 2h6l3 3v9h-9zM9.5 2v3h3",
            Self::Folder => "M2 4h4.5L8 5.5h6v7.5H2z",
            Self::History => "M3 3v3h3M3.3 6A5.3 5.3 0 1 1 2.8 9.3M8 5.5V8l2 1.5",
            Self::Keyboard => "M1.5 4h13v8h-13zM4 6.5h.5M7 6.5h.5M10 6.5h.5M12 6.5h.3M4.5 9.5h7",
            Self::Lock => "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2M8 9.5v1.5",
            Self::Moon => "M13 9.5A5.5 5.5 0 1 1 6.5 3a4.5 4.5 0 0 0 6.5 6.5z",
            Self::NoChange => "M3 6h10M3 10h10",
            Self::Notice => "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 7.5V11M8 4.8v.4",
            Self::Open => "M2 13V4h4.5L8 5.5h5V8M2 13l2-5h11l-2 5z",
            Self::Plan => "M2.5 4h2M3.5 3v2M2.5 8h2M2.5 12.2h2M7 4h6.5M7 8h6.5M7 12h6.5",
            Self::Problems => "M8 2.5L14 13H2zM8 6.5V9M8 11v.3",
            Self::Project => "M2 5.5L8 2l6 3.5v5L8 14l-6-3.5zM2 5.5L8 9l6-3.5M8 9v5",
            Self::Question => {
                "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M6.3 6.4a1.75 1.75 0 1 1 2.5 1.6c-.5.3-.8.6-.8 1.2M8 11.1v.3"
            }
            Self::Redo => "M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H9",
            Self::Rename => "M3 13l.7-3L11 2.7 13.3 5 6 12.3zM9.5 4.2l2.3 2.3",
            Self::Reset => "M3 3v3.5h3.5M3.2 6.5A5.2 5.2 0 1 1 3 9.5",
            Self::Save => "M2.5 2.5h9l2 2v9h-11zM5 2.5v4h5.5v-4M5 13.5V9.5h6v4",
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3L14 14",
            Self::Share => {
                "M12 2a1.7 1.7 0 1 1 0 3.4A1.7 1.7 0 0 1 12 2M4 6.3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4M12 10.6a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4M5.5 7.2l5-2.7M5.5 8.8l5 2.7"
            }
            Self::Source => "M3.5 2h6l3 3v9h-9zM6 7.5h4M6 10.5h4M6 4.5h1.5",
            Self::State => "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.5M5 11h.5",
            Self::Sun => {
                "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7"
            }
            Self::System => "M2 3h12v8H2zM6 14h4M8 11v3",
            Self::Trash => "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9M6.7 7v4M9.3 7v4",
            Self::Undo => "M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7",
            Self::Update => "M3 9c1.5-4 3.5-4 5-1s3.5 3 5-1",
            Self::Variables => {
                "M5 2.5C3 2.5 4 7 2 8c2 1 1 5.5 3 5.5M11 2.5c2 0 1 4.5 3 5.5-2 1-1 5.5-3 5.5M6.5 6l3 4M9.5 6l-3 4"
            }
            Self::Warning => "M8 2.5L14.5 13.5h-13zM8 6.5V10M8 11.8v.3",
        }
    }

    /// The picture as a view.
    pub(crate) fn view(self) -> AnyView {
        view! {
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=self.path()></path></svg>
        }
        .into_any()
    }
}
