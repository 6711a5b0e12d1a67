//! Configurations of nginx to copy, with the origin of the page filled in. They are those of `docs/hosting`,
//! which the journeys run.

use crate::dss::endpoint::Origin;

/// What the configurations have in the place of the page's origin.
const EXAMPLE: &str = "https://blocks.example.com";

/// The same without its scheme.
const EXAMPLE_HOST: &str = "blocks.example.com";

/// A host that serves the page and forwards the API of DSS (`dss-api.md` 7.3 b).
pub fn proxy(page: &Origin) -> String {
    filled(include_str!("../../docs/hosting/proxy.conf"), page)
}

/// An origin of its own for the API, which answers the page (`dss-api.md` 7.3 c).
pub fn cors(page: &Origin) -> String {
    filled(include_str!("../../docs/hosting/cors.conf"), page)
}

fn filled(text: &str, page: &Origin) -> String {
    let host = page.as_str().split_once("://").map_or("", |(_, authority)| authority);
    let host = host.split(':').next().unwrap_or_default();
    text.replace(EXAMPLE, page.as_str()).replace(EXAMPLE_HOST, host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_of_the_page_is_filled_in() {
        let page = Origin::parse("https://team.intra:8443").unwrap();
        let (proxy, cors) = (proxy(&page), cors(&page));
        assert!(proxy.contains("server_name team.intra;"), "{proxy}");
        assert!(cors.contains("\"https://team.intra:8443\" $http_origin;"), "{cors}");
        assert!(!proxy.contains(EXAMPLE_HOST) && !cors.contains(EXAMPLE_HOST));
    }

    #[test]
    fn the_policy_to_send_is_that_of_the_page() {
        let index = include_str!("../../index.html");
        let policy =
            index.split("content=\"default-src").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let sent = format!("\"default-src{policy}; frame-ancestors 'none'\" always;");
        assert!(include_str!("../../docs/hosting/proxy.conf").contains(&sent), "{sent}");
    }
}
