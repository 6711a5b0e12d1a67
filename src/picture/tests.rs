//! A picture as text, and that every picture is well-formed XML.

use expect_test::expect;
use proptest::prelude::*;

use super::*;

fn sample() -> Picture {
    let port = |x, y, name: &str, is_output| PortShape {
        at: Point::new(x, y),
        name: name.into(),
        is_output,
        is_wired: is_output,
    };
    Picture {
        title: "Pea, dev".into(),
        description: "2 nodes and 1 wire".into(),
        bounds: Rect::new(0.0, 0.0, 480.0, 120.0),
        frames: vec![FrameShape {
            rect: Rect::new(0.0, 0.0, 480.0, 120.0),
            title: "upkeep".into(),
            operation: None,
            ports: Vec::new(),
        }],
        wires: vec![WireShape {
            way: vec![
                Bend::Start(Point::new(180.0, 80.0)),
                Bend::Curve(Point::new(240.0, 60.0), Point::new(240.0, 70.04), Point::new(300.0, 70.0)),
            ],
            operation: Some(Operation::Delete),
            is_broken: false,
        }],
        boxes: vec![
            BoxShape {
                rect: Rect::new(20.0, 30.0, 160.0, 70.0),
                title: "cleaning".into(),
                label: "SENSOR_DATA_CLEANING@1.2.0".into(),
                operation: Some(Operation::Update),
                counts: "+1 ~2".into(),
                trouble: Some(Trouble::Errors(2)),
                ports: vec![port(20.0, 80.0, "RAW", false), port(180.0, 80.0, "CLEAN", true)],
                ..BoxShape::default()
            },
            BoxShape {
                rect: Rect::new(300.0, 30.0, 160.0, 70.0),
                title: "LEGACY".into(),
                kind: Kind::Dataset,
                operation: Some(Operation::Delete),
                ..BoxShape::default()
            },
        ],
        notes: vec![NoteShape {
            rect: Rect::new(200.0, 10.0, 90.0, 30.0),
            text: "Ask Ada first\nand others".into(),
        }],
        plan: Some(Summary { create: 1, update: 2, destroy: 3, unchanged: 4 }),
        ..Picture::default()
    }
}

#[test]
fn a_picture_is_an_svg_document() {
    expect![[r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="568" height="232" viewBox="-24 -56 568 232" role="img" font-family="system-ui, -apple-system, &#39;Segoe UI&#39;, Roboto, &#39;Noto Sans&#39;, sans-serif" font-size="12">
        <title>Pea, dev</title>
        <desc>2 nodes and 1 wire</desc>
        <rect x="-24" y="-56" width="568" height="232" rx="0" fill="#f4f6f8"/>
        <text x="0" y="-24" font-size="16" fill="#18212c" font-weight="600">Pea, dev</text>
        <rect x="0" y="0" width="480" height="120" rx="10" fill="none" stroke="#7f8b98" stroke-dasharray="6 4"/>
        <text x="12" y="18" font-size="12" fill="#515d6b" font-weight="600">upkeep</text>
        <path d="M180 80C240 60 240 70 300 70" fill="none" stroke="#b0241c" stroke-width="1.5" stroke-dasharray="5 4"/>
        <rect x="20" y="30" width="160" height="70" rx="6" fill="#ffffff" stroke="#825300" stroke-dasharray="none"/>
        <rect x="20" y="30" width="4" height="70" rx="2" fill="#14797a"/>
        <text x="32" y="49" font-size="13" fill="#18212c" font-weight="600">cleaning</text>
        <text x="32" y="64" font-size="11" fill="#515d6b">SENSOR_DATA…</text>
        <text x="168" y="64" font-size="11" fill="#825300" font-weight="600" text-anchor="end">+1 ~2</text>
        <circle cx="20" cy="80" r="4.5" fill="#ffffff" stroke="#7f8b98"/>
        <text x="29" y="83.5" font-size="10" fill="#515d6b">RAW</text>
        <circle cx="180" cy="80" r="4.5" fill="#7f8b98" stroke="#7f8b98"/>
        <text x="171" y="83.5" font-size="10" fill="#515d6b" text-anchor="end">CLEAN</text>
        <circle cx="20" cy="30" r="9" fill="#825300"/>
        <text x="20" y="34" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">~</text>
        <circle cx="180" cy="30" r="9" fill="#b0241c"/>
        <text x="180" y="34" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">!2</text>
        <rect x="300" y="30" width="160" height="70" rx="6" fill="#ffffff" stroke="#b0241c" stroke-dasharray="5 4"/>
        <rect x="300" y="30" width="4" height="70" rx="2" fill="#1f73bb"/>
        <text x="312" y="49" font-size="13" fill="#18212c" font-weight="600" text-decoration="line-through">LEGACY</text>
        <circle cx="300" cy="30" r="9" fill="#b0241c"/>
        <text x="300" y="34" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">-</text>
        <rect x="200" y="10" width="90" height="30" rx="2" fill="#fbf0da" stroke="#7f8b98"/>
        <text x="208" y="26" font-size="12" fill="#18212c">Ask Ada</text>
        <g font-size="12">
        <circle cx="9" cy="152" r="9" fill="#18693a"/>
        <text x="9" y="156" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">+</text>
        <text x="24" y="156" fill="#18212c">create 1</text>
        <circle cx="139" cy="152" r="9" fill="#825300"/>
        <text x="139" y="156" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">~</text>
        <text x="154" y="156" fill="#18212c">update 2</text>
        <circle cx="269" cy="152" r="9" fill="#b0241c"/>
        <text x="269" y="156" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">-</text>
        <text x="284" y="156" fill="#18212c">delete 3</text>
        <circle cx="399" cy="152" r="9" fill="#515d6b"/>
        <text x="399" y="156" text-anchor="middle" font-weight="700" font-size="11" fill="#ffffff">=</text>
        <text x="414" y="156" fill="#18212c">unchanged 4</text>
        </g>
        </svg>
    "##]].assert_eq(&sample().svg());
}

#[test]
fn a_dark_picture_differs_only_in_its_colours() {
    let dark = Picture { background: Background::Dark, ..sample() }.svg();
    let without = |svg: &str| {
        let mut parts = svg.split('#');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |shown, part| shown + &part[6..])
    };
    assert_ne!(dark, sample().svg());
    assert_eq!(without(&dark), without(&sample().svg()));
}

#[test]
fn a_large_picture_is_scaled_down() {
    let bounds = Rect::new(0.0, 0.0, 100_000.0, 1_000.0);
    let large = Picture { bounds, ..Picture::default() };
    assert_eq!(large.pixels(), (MAX_SIDE, 88.0));
    assert!(large.svg().contains("viewBox=\"-24 -56 100048 1080\""));
    let none = Picture { bounds: Rect::new(f64::NAN, 0.0, f64::NAN, -5.0), ..Picture::default() };
    assert_eq!(none.pixels(), (49.0, 81.0));
}

#[test]
fn names_cannot_break_out() {
    let hostile = "<script>alert('x')</script>\" onload=\"y\u{0}\u{202e}&amp;]]>";
    let mut picture = sample();
    picture.title = hostile.into();
    picture.description = hostile.into();
    picture.boxes[0].rect.size.width = 2_000.0;
    picture.boxes[0].title = hostile.into();
    let svg = picture.svg();
    assert_eq!(fault(&svg), None, "{svg}");
    assert!(!svg.contains("<script") && !svg.contains("\" onload") && !svg.contains('\u{202e}'));
    assert!(svg.contains(
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y\u{fffd}\u{fffd}&amp;amp;]]&gt;"
    ));
}

proptest! {
    #[test]
    fn every_picture_is_well_formed(title in any::<String>(), note in any::<String>(), x in any::<f64>(), width in any::<f64>()) {
        let mut picture = sample();
        picture.title.clone_from(&title);
        picture.boxes[0].title.clone_from(&title);
        picture.boxes[0].label = title;
        picture.boxes[0].rect.size.width = width;
        picture.boxes[0].ports[0].at.x = x;
        picture.notes[0].text = note;
        picture.bounds.size.width = width;
        let svg = picture.svg();
        prop_assert_eq!(fault(&svg), None, "{}", svg);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
    }
}

/// What is not well-formed in a document of elements, attributes in double quotes and text.
fn fault(svg: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some((text, tag)) = rest.split_once('<') {
        if let Some(fault) = text_fault(text) {
            return Some(fault);
        }
        let (tag, after) = tag.split_once('>')?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (tag, is_leaf) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut keys: Vec<&str> = Vec::new();
        let mut pieces = attributes.split('"');
        while let (Some(key), Some(value)) = (pieces.next(), pieces.next()) {
            let Some(key) = key.trim_start().strip_suffix('=') else {
                return Some(format!("attribute {key}"));
            };
            if keys.contains(&key)
                || !key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
            {
                return Some(format!("attribute {key}"));
            }
            keys.push(key);
            if let Some(fault) = text_fault(value) {
                return Some(fault);
            }
        }
        if !is_leaf {
            open.push(name);
        }
    }
    (!open.is_empty() || !rest.trim().is_empty()).then(|| format!("open: {open:?}, left: {rest}"))
}

fn text_fault(text: &str) -> Option<String> {
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    let mut after = text.split('&').skip(1);
    if let Some(entity) = after.find(|part| !entities.iter().any(|entity| part.starts_with(entity))) {
        return Some(format!("entity &{entity}"));
    }
    let is_wrong =
        |letter: &char| *letter != '\n' && (letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}'));
    text.chars().find(is_wrong).map(|letter| format!("character {letter:?}"))
}

#[test]
fn images_are_twice_as_fine_as_far_as_browsers_draw_them() {
    let of = |width, height| Picture { bounds: Rect::new(0.0, 0.0, width, height), ..Picture::default() };
    for (picture, expected) in [
        (of(400.0, 300.0), (896, 760)),
        (of(8_000.0, 200.0), (16_096, 560)),
        (of(30_000.0, 200.0), (16_384, 152)),
    ] {
        assert_eq!(picture.image_pixels(), expected);
    }
    let (width, height) = of(8_000.0, 8_000.0).image_pixels();
    assert!(f64::from(width) * f64::from(height) <= MAX_IMAGE_AREA && width > 8_000);
}
