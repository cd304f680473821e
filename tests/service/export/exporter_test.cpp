#include "service/export/exporter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "model/error.h"
#include "service/export/html_links.h"
#include "service/export/site_address.h"
#include "service/search/current_library.h"
#include "tests/service/test_generation.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";
constexpr const char* kPublic = "https://entrepot.example";

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A site with odd titles, a renamed document and a withdrawn one.
test::TestCorpus corpus() {
  test::TestCorpus out = test::random_corpus(3, 30);
  DocumentRecord odd = test::record("odd", "</title><a href=\"/x\">&amp; 'q'", {"One", "Two"});
  odd.sections = {{.anchor = "part-1",
                   .title = "Part",
                   .title_html = "Part",
                   .html = "<p><a href=\"entrepot:former\">former</a> <a "
                           "href=\"entrepot:gone\">gone</a> <a "
                           "href=\"https://example.org/?a=1&amp;b=2\">out</a></p>"}};
  odd.document.tags.countries = {"BO"};
  odd.passages[0].anchor = "part-1";
  test::complete(odd);
  out.records.push_back(odd);
  out.moved = {{"former", "odd"}};
  out.withdrawn = {{"gone", {.title = "Gone", .reason = "Wrong"}}};
  return out;
}

fs::path published(const fs::path& data) {
  fs::path generation = test::write_generation(data, corpus());
  fs::create_directory_symlink(generation.filename(), data / kCurrentLink);
  return generation;
}

struct World {
  test::TemporaryFolder data{}, place{};
  fs::path generation = published(data.path());
  Assets assets{kSite / "assets"};
  Pages pages{kSite, assets, {.missing = MissingName::Fails, .public_url = kPublic}};
  CurrentLibrary current{data.path(), {}};
  Routes routes{current, pages, assets};
  std::shared_ptr<const Library> library = current.get();

  ExportReport write(const std::string& folder, ExportOptions options = {}) const {
    options.folder = place.path() / folder;
    return export_site({.library = *library, .pages = pages, .routes = routes}, options);
  }
  [[nodiscard]] HttpResponse served(const std::string& address) const {
    const std::size_t mark = std::min(address.find('?'), address.size());
    return routes.answer({.method = "GET",
                          .path = address.substr(0, mark),
                          .query = mark < address.size() ? address.substr(mark + 1) : ""});
  }
};

/// The address of the site that a file of an export stands for.
std::string address_of(const std::string& encoded) {
  std::string file;
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    const bool is_code = encoded[at] == '~';
    file += is_code ? static_cast<char>(std::stoi(encoded.substr(at + 1, 2), nullptr, 16))
                    : encoded[at];
    if (is_code) at += 2;
  }
  if (file == "index.html") return "/";
  constexpr std::string_view kIndex = "/index.html", kPage = ".html";
  if (file.ends_with(kIndex)) return "/" + file.substr(0, file.size() - kIndex.size() + 1);
  return "/" + (file.ends_with(kPage) ? file.substr(0, file.size() - kPage.size()) : file);
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      out.push_back(entry.path().lexically_relative(folder).generic_string());
  std::sort(out.begin(), out.end());
  return out;
}

bool is_search(const std::string& file) { return fs::path(file).filename() == "search.html"; }

/// What a link of an exported page was on the site. @param file the page's.
std::string link_on_site(const std::string& file, const PageLink& link, const Assets& assets) {
  if (link.address.starts_with(std::string(kPublic) + "/")) {
    // These name the public address on the site, too.
    if (link.element == "link" && link.attribute == "href" && !link.address.ends_with(".atom") &&
        link.address.find(".atom?") == std::string::npos)
      return link.address;
    return link.address.substr(std::string_view(kPublic).size());
  }
  if (link.address.starts_with("#") || link.address.find(':') != std::string::npos)
    return link.address;
  const std::size_t end = std::min(link.address.find_first_of("?#"), link.address.size());
  const fs::path target = (fs::path("/" + file).parent_path() / link.address.substr(0, end));
  const std::string name = target.lexically_normal().generic_string().substr(1);
  if (name.starts_with("assets/"))
    return assets.url(name.substr(std::string_view("assets/").size()));
  return address_of(name) + link.address.substr(end);
}

/// Written once, without a public address, for all that only look at it.
struct Written {
  World world{};
  ExportReport report = world.write("site");
  fs::path folder = world.place.path() / "site";
};
const Written& written() {
  static const Written kWritten;
  return kWritten;
}

/// Where a link of a served page really leads.
std::string redirected(const std::string& link, const World& world) {
  static std::map<std::string, std::string> known;
  const std::size_t end = std::min(link.find_first_of("#"), link.size());
  const std::string path = link.substr(0, end);
  const auto address = site_address(link);
  if (!address || address->path.ends_with("/search") || address->is_asset()) return link;
  if (!known.contains(path)) {
    const HttpResponse answer = world.served(path);
    std::string to = path;
    for (const auto& [name, value] : answer.headers)
      if (name == "Location") to = value;
    known.emplace(path, to);
  }
  return known[path] + link.substr(end);
}

}  // namespace

TEST_CASE("exported pages are the served ones but for their links, which lead to the same places") {
  const World world;
  const ExportReport report = world.write("site", {.public_url = kPublic});
  CHECK(report.dead.empty());
  const fs::path folder = world.place.path() / "site";
  std::size_t compared = 0;
  for (const std::string& file : files_below(folder)) {
    if (!file.ends_with(".html") || is_search(file)) continue;
    const std::string served = with_links(
        world.served(address_of(file)).body,
        [&](const PageLink& link) { return std::optional(redirected(link.address, world)); });
    const std::string back = with_links(text_of(folder / file), [&](const PageLink& link) {
      return std::optional(link_on_site(file, link, world.assets));
    });
    CHECK_MESSAGE(back == served, file);
    ++compared;
  }
  CHECK(compared == report.pages - 4);  // one search in each language
  CHECK(compared > 120);
}

TEST_CASE("without a public address no link of an export leads to the site or to nothing") {
  const fs::path& folder = written().folder;
  for (const std::string& file : files_below(folder)) {
    if (!file.ends_with(".html")) continue;
    for (const PageLink& link : links_of(text_of(folder / file))) {
      CHECK_MESSAGE(!link.address.starts_with('/'), file, link.address);
      if (link.address.find(':') != std::string::npos || link.address.starts_with('#')) continue;
      const std::string name = link.address.substr(0, link.address.find_first_of("?#"));
      CHECK_MESSAGE(fs::exists(folder / fs::path(file).parent_path() / name), file, link.address);
    }
  }
}

TEST_CASE("an export has every document in every form and language, and says what it is of") {
  const auto& [world, report, folder] = written();
  for (const char* file :
       {"index.html", "fr/index.html", "ar/documents/odd.html", "documents/odd.md",
        "documents/odd.json", "countries/BO.html", "es/search.html", "documents/gone.html",
        "search/index.js", "search/fr/labels.js", "assets/site.css", "assets/icon-48.png",
        "assets/js/offline.js"})
    CHECK_MESSAGE(fs::exists(folder / file), file);
  const auto mark = nlohmann::json::parse(text_of(folder / "entrepot-export.json"));
  CHECK(mark.at("content") == content_hash(world.library->manifest()));
  CHECK(mark.at("languages") == std::vector<std::string>{"en", "fr", "es", "ar"});
  CHECK(report.files == files_below(folder).size());
}

TEST_CASE("equal indexes give equal files") {
  const World world;
  (void)world.write("again");
  const fs::path one = written().folder, other = world.place.path() / "again";
  const auto files = files_below(one);
  CHECK(files == files_below(other));
  for (const std::string& file : files) CHECK(text_of(one / file) == text_of(other / file));
}

TEST_CASE("of languages some may be chosen; the folder still opens with a page") {
  const World world;
  (void)world.write("site", {.languages = {"fr"}});
  const fs::path folder = world.place.path() / "site";
  std::set<std::string> above;
  for (const std::string& file : files_below(folder)) above.insert(file.substr(0, file.find('/')));
  CHECK(above == std::set<std::string>{"assets", "documents", "entrepot-export.json", "fr",
                                       "index.html", "search"});
  CHECK(text_of(folder / "index.html").find("url=fr/index.html") != std::string::npos);
  CHECK(check_export_language("fr").empty());
  CHECK(!check_export_language("de").empty());
}
