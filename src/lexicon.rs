//! What is known about the words of people and blocks: the data of matching, with the reason for
//! each figure (blocks spec 4.4). The words of an organisation join it as the `keywords` of its domains.

/// Words that say nothing about a wish: articles, pronouns, prepositions, auxiliary verbs, question
/// words, and the words that fit every block. In alphabetical order.
#[rustfmt::skip]
pub const STOP_WORDS: &[&str] = &[
    "a", "about", "above", "across", "after", "again", "against", "all", "along", "also", "am", "among", "an", "and",
    "another", "any", "anybody", "anyone", "anything", "are", "around", "as", "at", "be", "been", "before",
    "behind", "being", "below", "beside", "between", "beyond", "block", "blocks", "both", "build", "but",
    "by", "can", "component", "components", "could", "data", "dataset", "datasets", "did", "do", "does", "done", "down", "during", "each",
    "every", "everybody", "everyone", "everything", "find", "flow", "for", "from", "get", "gets", "give",
    "gives", "go", "goes", "going", "had", "has", "have", "having", "he", "help", "her", "here", "hers",
    "him", "his", "how", "i", "if", "in", "inside", "into", "is", "it", "its", "just", "let", "lets",
    "like", "looking", "make", "makes", "many", "may", "me", "might", "mine", "much", "must", "my", "near",
    "need", "needs", "new", "no", "not", "nothing", "of", "off", "on", "one", "ones", "only", "onto", "or",
    "other", "ought", "our", "ours", "out", "over", "per", "pipeline", "please", "reusable", "same", "set",
    "shall", "she", "should", "show", "since", "so", "solution", "solutions", "some", "somebody", "someone",
    "something", "soon", "such", "than", "that", "the", "their", "theirs", "them", "then", "there", "these", "they",
    "this", "those", "through", "to", "too", "tool", "toward", "towards", "under", "until", "up", "upon",
    "us", "use", "uses", "using", "very", "want", "wants", "was", "way", "we", "were", "what", "when",
    "where", "which", "who", "whom", "whose", "why", "will", "with", "within", "without", "would", "you",
    "your", "yours",
];

/// Endings that are cut from a word, the first that fits. British spelling; the American one is
/// rewritten before ([`SPELLINGS`]).
pub const ENDINGS: [&str; 14] =
    ["isation", "ising", "ised", "ise", "ation", "ment", "ing", "ion", "ive", "al", "er", "ed", "es", "ly"];

/// American spellings and the British ones that stand for both.
pub const SPELLINGS: [(&str, &str); 3] = [("ization", "isation"), ("izing", "ising"), ("ize", "ise")];

/// Letters that a cut ending leaves at least: below that, words that share nothing fall together.
pub const STEM_LETTERS: usize = 4;

/// Groups of words that stand for one another. At most 64: a stem carries its groups as bits.
pub const SYNONYMS: &[&[&str]] = &[
    &["anomaly", "outlier", "abnormal", "unusual", "irregular", "deviation", "strange", "odd", "wrong"],
    &["churn", "attrition", "leave", "leaving", "defect", "cancel", "quit"],
    &["failure", "breakdown", "fault", "break"],
    &["forecast", "predict", "projection", "prediction", "estimate", "expect"],
    &["demand", "sales", "sell", "consumption"],
    &["inventory", "stock", "warehouse"],
    &["supplier", "vendor"],
    &["shipment", "delivery", "consignment", "parcel"],
    &["delay", "late", "lateness"],
    &["customer", "client", "subscriber", "subscription", "shopper", "user", "consumer", "buyer"],
    &["fraud", "scam", "fraudulent"],
    &["transaction", "payment", "purchase", "card"],
    &["alert", "notify", "notification", "warn", "warning", "alarm", "inform", "tell"],
    &["cleaning", "clean", "cleanse", "preparation", "prepare", "prep", "scrub"],
    &["segmentation", "segment", "cluster", "clustering", "grouping", "group"],
    &["rul", "remaining", "life", "lifetime"],
    &["maintenance", "repair", "servicing", "overhaul", "fix"],
    &["prioritisation", "priority", "rank", "ranking", "prioritise", "urgent", "urgency", "first"],
    &["sentiment", "opinion", "mood"],
    &["review", "comment", "feedback", "survey"],
    &["offer", "promotion", "campaign", "recommendation", "recommend", "coupon"],
    &["network", "graph", "link", "ring"],
    &["rule", "policy"],
    &["case", "investigation", "investigator", "ticket"],
    &["replenishment", "restock", "reorder", "replenish"],
    &["value", "clv", "worth", "revenue", "money", "spend"],
    &["equipment", "machine", "asset", "machinery"],
    &["duplicate", "dedupe", "deduplication"],
    &["profile", "360", "view"],
    &["train", "training", "fit", "learn"],
    &["scoring", "score", "rate", "rating"],
    &["sensor", "signal", "reading", "measurement"],
    &["vibration", "oscillation", "shaking"],
    &["enrichment", "enrich", "augment"],
    &["monitoring", "monitor", "watch", "supervise"],
    &["health", "condition"],
    &["risk", "exposure"],
    &["retention", "retain", "keep", "loyalty"],
    &["product", "item", "article", "sku"],
    &["operator", "crew", "staff", "technician"],
    &["gap", "hole", "missing", "impute"],
];

/// What a word of a wish is worth in a block's name, id, tags, description, domain, ports, level and
/// columns. A name, an id or a tag is chosen to be found by; a description explains more than what the
/// block is for; a domain is shared by many; ports and level say how a block is used, not what it does.
/// Columns count in the search only: a wish names them in the structured query.
pub const FIELD_WEIGHTS: [f64; 8] = [1.0, 1.0, 1.0, 0.6, 0.5, 0.4, 0.3, 0.0];

/// The same for the search as one types. Who types a name looks for that name, so it leads its
/// synonyms in tags; ports and columns are typed on purpose and count more than in a wish.
pub const SEARCH_WEIGHTS: [f64; 8] = [1.0, 1.0, 0.9, 0.5, 0.4, 0.6, 0.3, 0.5];

/// Two words with one stem.
pub const EQUAL: f64 = 1.0;
/// Two words of one group: near, but the writer's own word wins.
pub const SYNONYM: f64 = 0.8;
/// One begins with the other, as in "compress" and "compressor": often, not always, one meaning.
pub const PREFIX: f64 = 0.75;
/// A typing error: the least trusted, so that a rightly spelt word wins.
pub const TYPO: f64 = 0.7;
/// Letters of the shorter word from which beginnings and typing errors count: four-letter words are too
/// near to one another.
pub const LIKE_LETTERS: usize = 5;
/// Typing errors allowed, and from [`LONG_LETTERS`] on.
pub const TYPOS: usize = 1;
/// Typing errors allowed in long words.
pub const LONG_TYPOS: usize = 2;
/// Letters of the shorter word from which [`LONG_TYPOS`] counts.
pub const LONG_LETTERS: usize = 8;
/// Similarity from which a word makes another one known: the least that there is.
pub const KNOWN: f64 = 0.7;

/// Letters of a typed word from which the search looks for typing errors: one less than a wish needs,
/// since the user sees the result and goes on typing.
pub const FUZZY_LETTERS: usize = 4;
/// Blocks from which on a typed word is taken for rightly spelt, and its like are not looked for.
pub const ENOUGH_FOUND: usize = 8;

/// In the search a deprecated block yields to its likes: it is shown, but not to be taken.
pub const DEPRECATED_FACTOR: f64 = 0.9;

/// A word that no block knows weighs like the rarest one times this: it has to lower the score, or a
/// wish for something else would match by its filler words, but it may be a filler word itself.
pub const UNKNOWN_FACTOR: f64 = 0.7;
/// Words for what is done, whatever it is done to. Blocks of every domain carry them, so they say little of
/// a wish whose other words nobody knows: who wants to "order a pizza" wants no order of a supplier.
#[rustfmt::skip]
pub const ACTIVITY_WORDS: [&str; 39] = [
    "aggregate", "alert", "analyse", "apply", "calculate", "clean", "cluster", "compute", "convert", "deliver",
    "detect", "enrich", "estimate", "expect", "fit", "forecast", "group", "inform", "learn", "monitor", "notify",
    "optimise", "order", "plan", "predict", "prepare", "prioritise", "purchase", "rank", "rate", "recommend",
    "score", "segment", "sell", "send", "tell", "train", "warn", "watch",
];
/// A block that meets only [`ACTIVITY_WORDS`] of a wish with words that nobody knows counts this much of its
/// score: what the wish is about is not known, so that it stays below [`THRESHOLD`] and is named among the
/// nearest.
pub const SUBJECTLESS_FACTOR: f64 = THRESHOLD;
/// Solutions carry the words of all their members, so they lose to the block that is meant; where one of
/// [`SOLUTION_WORDS`] asks for the whole, its parts lose to it by as much.
pub const SOLUTION_FACTOR: f64 = 0.95;
/// Words that ask for the whole.
pub const SOLUTION_WORDS: [&str; 6] = ["solution", "end-to-end", "complete", "entire", "whole", "full"];
/// Those of them that solutions carry as tags.
pub const SOLUTION_TAGS: [&str; 1] = ["end-to-end"];
/// Least score of a match: about one word in three met.
pub const THRESHOLD: f64 = 0.3;
/// Most matches given.
pub const MAX_RESULTS: usize = 10;
/// A solution that matches the whole text this well is meant as one wish, not as a list of wishes.
pub const WHOLE_SCORE: f64 = 0.75;
/// Alternatives within this of the best score are close: one word of the wish met elsewhere in a block
/// makes such a difference.
pub const CLOSE: f64 = 0.1;

/// Words that ask for protected blocks (`true`) or for others (`false`), in the order in which they are
/// looked for: the negation wins over the word it holds.
pub const PROTECTION_WORDS: [(&str, bool); 8] = [
    ("not protected", false),
    ("modifiable", false),
    ("editable", false),
    ("unblocked", false),
    ("official", true),
    ("certified", true),
    ("published", true),
    ("protected", true),
];

/// Words by which people ask for what is to come, as in "which customers are about to leave".
pub const FUTURE_WORDS: [&str; 5] = ["about to", "going to", "likely to", "how long until", "will"];
/// What stands for them: a block that answers says so of itself.
pub const FUTURE: &str = "predict";
/// Words by which people tell what they are to do themselves, which is no question.
pub const OWN_FUTURE_WORDS: [&str; 6] =
    ["i will", "we will", "i am going to", "we are going to", "i m going to", "we re going to"];

/// Words between two wishes.
pub const CLAUSE_WORDS: [&str; 4] = ["followed by", "then", "and", "plus"];
/// Signs between two wishes.
pub const CLAUSE_SIGNS: [&str; 4] = ["->", "\u{2192}", ",", ";"];

/// Letters with accents, by the letter below. Kept to the Latin letters of Unicode's first blocks: words
/// in other scripts have no stems here.
pub const ACCENTS: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
];

/// Letters that do not decompose, spelt out.
pub const LIGATURES: [(char, &str); 5] = [('ß', "ss"), ('æ', "ae"), ('œ', "oe"), ('ø', "o"), ('ł', "l")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_in_the_form_that_its_readers_need() {
        assert!(STOP_WORDS.is_sorted(), "the stop words are searched by halves");
        assert!(SYNONYMS.len() <= 64, "groups are bits of one number");
        for group in SYNONYMS {
            assert!(group.len() > 1, "{group:?} stands for nothing");
        }
    }
}
