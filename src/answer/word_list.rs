//! 256 short words that begin each in its own way. The list never changes: keys are known by it.

/// A word for each byte.
#[rustfmt::skip]
pub(super) const WORDS: [&str; 256] = [
    "actor", "adobe", "agent", "album", "alder", "amber", "anchor", "ankle", "apple", "apron", "arrow",
    "aspen", "atlas", "attic", "autumn", "avenue", "badge", "bagel", "baker", "bamboo", "barrel", "basil",
    "beacon", "bench", "berry", "bike", "birch", "bishop", "blade", "bloom", "bonus", "boot", "bottle",
    "bowl", "brave", "bread", "brick", "brook", "brush", "bucket", "butter", "cabin", "cactus", "camel",
    "candle", "carbon", "castle", "cedar", "cello", "chalk", "cherry", "circle", "citrus", "clay", "cliff",
    "clock", "coast", "cobalt", "cocoa", "comet", "copper", "cotton", "cradle", "crown", "cup", "cycle",
    "daisy", "dance", "dawn", "delta", "denim", "diesel", "dingo", "doctor", "donkey", "dragon", "drum",
    "dune", "eagle", "easel", "echo", "elbow", "elder", "ember", "engine", "envoy", "fable", "falcon",
    "fennel", "ferry", "fiddle", "field", "flag", "flint", "flute", "forest", "fossil", "fox", "frame",
    "frost", "fudge", "garden", "gentle", "ginger", "glass", "globe", "goat", "goose", "gravel", "grill",
    "guitar", "gypsum", "harbor", "hazel", "helmet", "heron", "hinge", "hobby", "honey", "hotel", "hunter",
    "ibis", "igloo", "indigo", "inlet", "iris", "iron", "island", "ivory", "jacket", "jade", "jasmin",
    "jelly", "jockey", "jungle", "kayak", "kernel", "kettle", "kitten", "kiwi", "koala", "ladder",
    "lagoon", "lemon", "lever", "lilac", "linen", "lizard", "llama", "locket", "lotus", "lunar", "magnet",
    "marble", "meadow", "melon", "mentor", "metal", "mint", "mirror", "mitten", "model", "monkey",
    "mosaic", "motor", "muffin", "museum", "napkin", "nectar", "needle", "nickel", "noodle", "north",
    "nutmeg", "ocean", "olive", "onion", "opal", "orange", "orbit", "organ", "otter", "oval", "oxygen",
    "paddle", "palace", "panda", "parrot", "pebble", "pencil", "pepper", "piano", "picnic", "pigeon",
    "pirate", "planet", "plum", "pocket", "polar", "poppy", "prism", "puffin", "purple", "puzzle",
    "quiver", "rabbit", "radar", "raven", "ribbon", "river", "robin", "rocket", "ruby", "saddle", "salmon",
    "scarf", "shadow", "silver", "sketch", "sleigh", "snow", "sonnet", "spark", "stone", "sugar", "sunset",
    "swan", "table", "tango", "temple", "tiger", "timber", "toast", "topaz", "tower", "tundra", "turtle",
    "umber", "uncle", "urban", "valley", "velvet", "violin", "vortex", "waffle", "water", "willow",
    "window", "wizard", "wolf", "yacht", "yellow", "zebra", "zenith", "zinc", "zodiac",
];
