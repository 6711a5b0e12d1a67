//! A picture as text.

mod well_formed;

use expect_test::expect;

use super::*;

fn sample() -> Picture {
    let port = |x, y, name: &str, is_output| PortShape {
        at: Point::new(x, y),
        name: name.into(),
        is_output,
        state: if is_output { PortState::Wired } else { PortState::Free },
    };
    Picture {
        title: "Pea, dev".into(),
        description: "2 nodes and 1 wire".into(),
        bounds: Rect::new(0.0, 0.0, 480.0, 120.0),
        frames: vec![FrameShape {
            rect: Rect::new(0.0, 0.0, 480.0, 120.0),
            title: "upkeep".into(),
            label: "frame".into(),
            kind: Kind::Frame,
            meaning: Meaning::Zone(Tint::read("#2ab1ac")),
            ..FrameShape::default()
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
        <svg xmlns="http://www.w3.org/2000/svg" width="528" height="290" viewBox="-24 -56 528 290" role="img" font-family="system-ui, -apple-system, &#39;Segoe UI&#39;, Roboto, &#39;Noto Sans&#39;, sans-serif" font-size="12">
        <title>Pea, dev</title>
        <desc>2 nodes and 1 wire</desc>
        <rect x="-24" y="-56" width="528" height="290" rx="0" fill="#eaeef2"/>
        <text x="0" y="-24" font-size="16" fill="#18212c" font-weight="600">Pea, dev</text>
        <rect x="0" y="0" width="480" height="120" rx="6" fill="#2ab1ac" fill-opacity="0.07" stroke="#2ab1ac" stroke-dasharray="none"/>
        <path d="M2 2.5h5v5H2zM9 8.5h5v5H9zM7 5h4.5v3.5M4.5 7.5V11H9" transform="translate(12 20)" fill="none" stroke="#2ab1ac" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="36" y="25.9" font-size="13" fill="#18212c" font-weight="600">upkeep</text>
        <text x="36" y="41" font-size="11.5" fill="#515d6b">frame</text>
        <path d="M180 80C240 60 240 70 300 70" fill="none" stroke="#b0241c" stroke-width="1.8" stroke-dasharray="5 4"/>
        <rect x="20" y="30" width="160" height="70" rx="6" fill="#fbf0da" stroke="#825300" stroke-dasharray="none"/>
        <path d="M20.5 36Q20.5 30.5 26 30.5L174 30.5Q179.5 30.5 179.5 36Q179.5 34.5 174 34.5L26 34.5Q20.5 34.5 20.5 36Z" fill="#14797a"/>
        <path d="M2 2.5h5v5H2zM9 8.5h5v5H9zM7 5h4.5v3.5M4.5 7.5V11H9" transform="translate(32 50)" fill="none" stroke="#14797a" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="56" y="51.9" font-size="13" fill="#18212c" font-weight="600">cleaning</text>
        <text x="56" y="65" font-size="9.5" fill="#515d6b">SENSOR_DATA_</text>
        <text x="56" y="75.5" font-size="9.5" fill="#515d6b">CLEANING@1.2.0</text>
        <circle cx="20" cy="80" r="3.5" fill="#ffffff" stroke="#7f8b98" stroke-width="2"/>
        <text x="30" y="84.1" font-size="11.5" fill="#515d6b">RAW</text>
        <circle cx="180" cy="80" r="3.5" fill="#7f8b98" stroke="#7f8b98" stroke-width="2"/>
        <text x="170" y="84.1" font-size="11.5" fill="#515d6b" text-anchor="end">CLEAN</text>
        <rect x="9" y="19" width="76.6" height="22" rx="11" fill="#ffffff" stroke="#825300"/>
        <text x="15" y="35" font-size="14" fill="#825300" font-weight="600">~</text>
        <text x="34.9" y="34" font-size="11.5" fill="#825300" font-weight="600">+1 ~2</text>
        <rect x="137.5" y="20" width="34.5" height="20" rx="10" fill="#ffffff" stroke="#b0241c"/>
        <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.8v.4" transform="translate(143.5 24) scale(0.75)" fill="none" stroke="#b0241c" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="157.5" y="34" font-size="11.5" fill="#b0241c" font-weight="600">2</text>
        <rect x="300" y="30" width="160" height="70" rx="6" fill="#fbe9e7" stroke="#b0241c" stroke-dasharray="5 4"/>
        <path d="M306 30.5Q300.5 30.5 300.5 36L300.5 94Q300.5 99.5 306 99.5Q304.5 99.5 304.5 94L304.5 36Q304.5 30.5 306 30.5Z" fill="#1f73bb"/>
        <path d="M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.5M5 11h.5" transform="translate(312 57)" fill="none" stroke="#b0241c" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="336" y="69.4" font-size="13" fill="#18212c" font-weight="600" text-decoration="line-through">LEGACY</text>
        <rect x="289" y="19" width="22" height="22" rx="11" fill="#ffffff" stroke="#b0241c"/>
        <text x="297" y="35" font-size="14" fill="#b0241c" font-weight="600">-</text>
        <rect x="200" y="10" width="90" height="30" rx="2" fill="#fbf0da" stroke="#825300"/>
        <g>
        <title>Ask Ada first and others</title>
        <text x="212" y="27" font-size="9" fill="#18212c">Ask Ada firs…</text>
        </g>
        <rect x="0" y="139" width="22" height="22" rx="11" fill="#ffffff" stroke="#18693a"/>
        <text x="4.1" y="155" font-size="14" fill="#18693a" font-weight="600">+</text>
        <text x="30" y="154" font-size="12" fill="#18212c">create 1</text>
        <rect x="150" y="139" width="22" height="22" rx="11" fill="#ffffff" stroke="#825300"/>
        <text x="154.1" y="155" font-size="14" fill="#825300" font-weight="600">~</text>
        <text x="180" y="154" font-size="12" fill="#18212c">update 2</text>
        <rect x="300" y="139" width="22" height="22" rx="11" fill="#ffffff" stroke="#b0241c"/>
        <text x="308" y="155" font-size="14" fill="#b0241c" font-weight="600">-</text>
        <text x="330" y="154" font-size="12" fill="#18212c">delete 3</text>
        <rect x="0" y="169" width="22" height="22" rx="11" fill="#ffffff" stroke="#515d6b"/>
        <text x="4.1" y="185" font-size="14" fill="#515d6b" font-weight="600">=</text>
        <text x="30" y="184" font-size="12" fill="#18212c">unchanged 4</text>
        <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.8v.4" transform="translate(153 172)" fill="none" stroke="#b0241c" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="180" y="184" font-size="12" fill="#18212c">errors 2</text>
        <path d="M2 2.5h5v5H2zM9 8.5h5v5H9zM7 5h4.5v3.5M4.5 7.5V11H9" transform="translate(303 172)" fill="none" stroke="#14797a" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="330" y="184" font-size="12" fill="#18212c">block</text>
        <path d="M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.5M5 11h.5" transform="translate(3 202)" fill="none" stroke="#1f73bb" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>
        <text x="30" y="214" font-size="12" fill="#18212c">dataset</text>
        </svg>
    "##]].assert_eq(&sample().svg());
}

#[test]
fn shapes_and_fills_are_those_of_the_canvas() {
    let of = |kind, operation| {
        let rect = Rect::new(0.0, 0.0, 200.0, 48.0);
        let shape = BoxShape { rect, title: "a".into(), kind, operation, ..BoxShape::default() };
        Picture { boxes: vec![shape], bounds: rect, ..Picture::default() }.svg()
    };
    for (kind, operation, expected) in [
        (Kind::Recipe, None, r##"rx="24" fill="#ffffff" stroke="#b0500e""##),
        (Kind::Dataset, None, r##"rx="6" fill="#ffffff" stroke="#7f8b98""##),
        (Kind::Block, Some(Operation::Create), r##"rx="6" fill="#e2f3e8" stroke="#18693a""##),
        (Kind::Recipe, Some(Operation::Update), r##"rx="24" fill="#fbf0da" stroke="#825300""##),
        (
            Kind::Dataset,
            Some(Operation::Delete),
            r##"rx="6" fill="#fbe9e7" stroke="#b0241c" stroke-dasharray="5 4""##,
        ),
        (Kind::Block, Some(Operation::Unchanged), r##"rx="6" fill="#f4f6f8" stroke="#d5dce3""##),
    ] {
        let svg = of(kind, operation);
        assert!(svg.contains(expected), "{kind:?} {operation:?}: {svg}");
    }
    assert_eq!(
        of(Kind::Solution, None).matches("<rect").count(),
        of(Kind::Block, None).matches("<rect").count() + 1
    );
}

#[test]
fn zones_have_their_colours_and_no_others() {
    let of = |meaning| {
        let rect = Rect::new(0.0, 0.0, 200.0, 90.0);
        let frame = FrameShape { rect, kind: Kind::Frame, meaning, ..FrameShape::default() };
        Picture { frames: vec![frame], bounds: rect, ..Picture::default() }.svg()
    };
    let coloured = of(Meaning::Zone(Tint::read("#C0FFEE")));
    let expected = r##"fill="#c0ffee" fill-opacity="0.07" stroke="#c0ffee" stroke-dasharray="none""##;
    assert!(coloured.contains(expected), "{coloured}");
    assert!(of(Meaning::Zone(None)).contains(r##"stroke="#14797a" stroke-dasharray="none""##));
    assert!(of(Meaning::None).contains(r##"stroke="#7f8b98" stroke-dasharray="6 4""##));
    for hostile in ["", "red", "#12345", "#1234567", "url(#a)", "#\u{e9}\u{e9}\u{e9}", "#+1+1+1"] {
        assert_eq!(Tint::read(hostile), None, "{hostile}");
    }
}

#[test]
fn a_name_that_has_to_be_cut_can_be_read_whole() {
    let rect = Rect::new(0.0, 0.0, 200.0, 48.0);
    let of = |title: &str| {
        let shape = BoxShape { rect, title: title.into(), kind: Kind::Dataset, ..BoxShape::default() };
        Picture { boxes: vec![shape], bounds: rect, ..Picture::default() }.svg()
    };
    let broken = of("FEATURES__ENGINEERED_FEATURES_OF_LINE_3");
    assert!(!broken.contains('…') && broken.matches("<title>").count() == 1, "{broken}");
    let long = "FEATURES_".repeat(40);
    let cut = of(&long);
    assert!(cut.contains('…') && cut.contains(&format!("<title>{long}</title>")), "{cut}");
}

#[test]
fn an_image_says_when_its_names_are_too_small_to_be_read() {
    let of = |side| Picture { bounds: Rect::new(0.0, 0.0, side, side), ..Picture::default() }.image_loss();
    assert_eq!(of(6_000.0), None);
    let said = of(40_000.0).unwrap();
    assert!(said.contains("8188 by 8195 pixels") && said.contains("20 %"), "{said}");
}

#[test]
fn a_dark_picture_differs_only_in_its_colours() {
    let dark = Picture { background: Background::Dark, ..sample() }.svg();
    let without = |svg: &str| {
        let mut parts = svg.split('#');
        let first = parts.next().unwrap_or_default().to_owned();
        // A colour has six letters.
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
