#include "service/pages/pages.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <regex>
#include <set>

#include "model/error.h"
#include "service/wording/strings.h"
#include "tests/service/pages/html_checks.h"
#include "tests/temp_folder.h"

using namespace entrepot;
using test::count_of;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";

struct Site {
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails}};

  [[nodiscard]] std::string bad_request(int status, const std::string& detail) const {
    return pages.render(bad_request_view(pages.english(), status, detail), pages.english());
  }
  [[nodiscard]] std::string unavailable(int status) const {
    return pages.render(unavailable_view(pages.english(), status), pages.english());
  }
};

/// Every first group of `pattern` in the templates.
std::set<std::string> in_templates(const std::string& pattern) {
  std::set<std::string> found;
  const std::regex regex(pattern);
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(kSite / "templates")) {
    if (!file.is_regular_file()) continue;
    const std::string text = read_whole(file.path());
    for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match)
      found.insert((*match)[1]);
  }
  return found;
}

/// What any page must be.
void check_frame(const std::string& html) {
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
  CHECK(count_of(html, "<h1") == 1);
  CHECK(count_of(html, "<main") == 1);
  CHECK(html.find("<a class=\"ep-skip\" href=\"#page_content\">") != std::string::npos);
  CHECK_FALSE(test::has_inline_script(html));
  CHECK(html.find("style=\"") == std::string::npos);
  CHECK(html.find("{{") == std::string::npos);
  CHECK(html.ends_with("</html>\n"));
}

}  // namespace

TEST_CASE("a page for a bad request says what is wrong, as text and never as HTML") {
  const Site site;
  const std::string html = site.bad_request(400, "no <b>such</b> \"thing\"");
  check_frame(html);
  CHECK(html.find("no &lt;b&gt;such&lt;/b&gt; &quot;thing&quot;") != std::string::npos);
  CHECK(html.find("<b>") == std::string::npos);
}

TEST_CASE("pages for failures need no index and tell the reader's fault from ours") {
  const Site site;
  for (const int status : {500, 503}) check_frame(site.unavailable(status));
  CHECK(site.unavailable(500).find("The fault is ours") != std::string::npos);
  CHECK(site.unavailable(503).find("cannot be read at the moment") != std::string::npos);
  CHECK(site.bad_request(405, "x").find("only answers questions") != std::string::npos);
}

TEST_CASE("every sentence that a template asks for is in the strings of the interface") {
  const Strings english(kSite / "strings" / "en.json");
  const std::set<std::string> keys = in_templates(R"(\{\{t\.([a-z_.-]+)\}\})");
  CHECK(keys.size() > 50);
  for (const std::string& key : keys) CHECK_NOTHROW((void)english.text(key));
}

TEST_CASE(
    "every language of the interface has every text, plural form and placeholder of English") {
  const Strings english(kSite / "strings" / "en.json");
  for (const std::string_view language : kInterfaceLanguages) {
    CAPTURE(language);
    const Strings own(kSite / "strings" / (std::string(language) + ".json"));
    const Locale own_locale{std::string(language)}, english_locale("en");
    CHECK(fmt::format("{}", fmt::join(missing_texts(own, english, own_locale), ", ")) == "");
    CHECK(fmt::format("{}", fmt::join(missing_texts(english, own, english_locale), ", ")) == "");
  }
}

TEST_CASE("a text that a translation lacks is said in English") {
  const TempFolder copy;
  fs::copy(kSite, copy.path(), fs::copy_options::recursive);
  copy.write("strings/ar.json", R"({"site": {"search": "بحث"}})");
  const Assets assets(copy.path() / "assets");
  const Pages pages(copy.path(), assets, {.missing = MissingName::Fails});
  const Interface& arabic = pages.interfaces().back();
  const std::string html = pages.render(unavailable_view(arabic, 500), arabic);
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(html.find("The fault is ours") != std::string::npos);
}

TEST_CASE("every partial that a template names is there") {
  const std::set<std::string> partials = in_templates(R"(\{\{> ([a-z_]+)\}\})");
  CHECK(partials.size() > 5);
  for (const std::string& name : partials) {
    CAPTURE(name);
    CHECK(fs::exists(kSite / "templates" / "parts" / (name + ".html")));
  }
}

TEST_CASE("the style sheet keeps the site's rules") {
  for (const fs::directory_entry& file :
       fs::recursive_directory_iterator(kSite / "assets" / "styles")) {
    CAPTURE(file.path().filename().string());
    const std::string css = read_whole(file.path());
    CHECK(css.size() < 4 * 1024);
    CHECK(css.find("!important") == std::string::npos);
    CHECK(css.find("box-shadow") == std::string::npos);
    CHECK(css.find("@import") == std::string::npos);
    CHECK(css.find("url(") == std::string::npos);
    CHECK_FALSE(std::regex_search(css, std::regex(R"(\b(left|right)\b)")));
  }
}

TEST_CASE("a change of anything that pages are made of changes their version") {
  const TempFolder copy;
  fs::copy(kSite, copy.path(), fs::copy_options::recursive);
  const auto version = [&copy] {
    const Assets assets(copy.path() / "assets");
    return Pages(copy.path(), assets, {.missing = MissingName::Fails}).version();
  };
  const std::string before = version();
  CHECK(version() == before);
  for (const char* file :
       {"templates/pages/home.html", "strings/en.json", "assets/styles/find.css"}) {
    const fs::path path = copy.path() / file;
    const std::string text = read_whole(path);
    copy.write(file, text + "\n ");
    // White space in the strings is none of a reader's business.
    CHECK((version() == before) == (std::string(file) == "strings/en.json"));
    copy.write(file, text);
  }
  std::string strings = read_whole(copy.path() / "strings" / "en.json");
  strings.replace(strings.find("Skip to the content"), 4, "Jump");
  copy.write("strings/en.json", strings);
  CHECK(version() != before);
}

TEST_CASE("a site without its strings is refused by name") {
  const TempFolder copy;
  fs::copy(kSite, copy.path(), fs::copy_options::recursive);
  fs::remove(copy.path() / "strings" / "en.json");
  const Assets assets(copy.path() / "assets");
  CHECK_THROWS_WITH_AS(Pages(copy.path(), assets, {.missing = MissingName::Fails}),
                       ("cannot read '" + (copy.path() / "strings/en.json").string() + "'").c_str(),
                       Error);
}

TEST_CASE("a page names itself in every language, whole where the site's address is known") {
  const Assets assets(kSite / "assets");
  const Pages pages(kSite, assets,
                    {.missing = MissingName::Fails, .public_url = "https://entrepot.example"});
  const Interface& french = pages.interfaces().at(1);
  View view = bad_request_view(french, 400, "x");
  CHECK(count_of(pages.render(view, french), "hreflang=\"ar\"") == 1);  // to the Arabic start page
  view.address = "/themes/aeo";
  const std::string html = pages.render(view, french);
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"fr\" dir=\"ltr\">"));
  for (const char* link :
       {R"(<link rel="canonical" href="https://entrepot.example/fr/themes/aeo">)",
        R"(<link rel="alternate" hreflang="en" href="https://entrepot.example/themes/aeo">)",
        R"(<link rel="alternate" hreflang="ar" href="https://entrepot.example/ar/themes/aeo">)",
        R"(<a href="/ar/themes/aeo" lang="ar" dir="rtl" hreflang="ar">العربية</a>)",
        R"(<a href="/fr/themes/aeo" lang="fr" dir="ltr" hreflang="fr" aria-current="true">)"})
    CHECK_MESSAGE(html.find(link) != std::string::npos, link);
}

TEST_CASE("the site's own address is a scheme and a host") {
  CHECK(check_public_url("https://entrepot.example").empty());
  CHECK(check_public_url("http://127.0.0.1:8080").empty());
  CHECK(check_public_url("https://entrepot.example/") ==
        "'https://entrepot.example/' is no address of a site; write https://HOST, without a path");
  for (const char* url : {"", "entrepot.example", "https://", "ftp://a", "https://a\"b"})
    CHECK_FALSE(check_public_url(url).empty());
}

TEST_CASE("who answers for the site is reached by mail or by a page") {
  CHECK(contact_link("desk@entrepot.example") == "mailto:desk@entrepot.example");
  CHECK(contact_link("https://entrepot.example/desk") == "https://entrepot.example/desk");
  for (const char* text : {"", "desk", "@", "a@", "@b", "javascript:x", "a b@c", "\"@b"})
    CHECK(contact_link(text).empty());
}
