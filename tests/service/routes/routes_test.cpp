#include "service/routes/routes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "model/generation.h"
#include "model/index_schema.h"
#include "tests/draws.h"
#include "tests/service/pages/browsing_world.h"
#include "tests/service/random_queries.h"
#include "tests/temp_folder.h"

using namespace entrepot;
namespace fs = std::filesystem;

namespace {

const fs::path kSite = fs::path(ENTREPOT_SOURCE_DIR) / "site";

std::string header(const HttpResponse& response, std::string_view name) {
  for (const auto& [own, value] : response.headers)
    if (own == name) return value;
  return {};
}

bool is_problem(const HttpResponse& response) {
  return response.content_type == "application/problem+json" &&
         header(response, "Access-Control-Allow-Origin") == "*";
}

bool is_page(const HttpResponse& response) {
  return response.content_type == "text/html; charset=utf-8";
}

/// The service over a build of the small world to browse.
class Service {
 public:
  /// @param build its uuid.
  explicit Service(const std::string& build = "one", const fs::path& site = kSite)
      : generation_(made(data_.path(), build)),
        assets_(site / "assets"),
        pages_(site, assets_, {.missing = MissingName::Fails}),
        current_(data_.path(), {}),
        routes_(current_, pages_, assets_) {}

  [[nodiscard]] HttpResponse get(const std::string& address, const std::string& etag = {}) const {
    return ask("GET", address, etag);
  }
  [[nodiscard]] HttpResponse ask(const std::string& method, const std::string& address,
                                 const std::string& etag = {}) const {
    const std::size_t question = std::min(address.find('?'), address.size());
    HttpRequest request{.method = method, .path = address.substr(0, question)};
    if (question < address.size()) request.query = address.substr(question + 1);
    if (!etag.empty()) request.headers["if-none-match"] = etag;
    return routes_.answer(request);
  }

  [[nodiscard]] HttpResponse ask_for(const HttpRequest& request) const {
    return routes_.answer(request);
  }
  [[nodiscard]] const AnswerCacheCounters& kept() const { return routes_.kept(); }

  /// Takes the documents away under the running service.
  void damage() const {
    for (const std::string_view name : {kDocumentsFolder, kPassagesFolder})
      for (const fs::directory_entry& file : fs::directory_iterator(generation_ / name))
        if (file.is_regular_file()) fs::resize_file(file.path(), 0);
  }

 private:
  static fs::path made(const fs::path& data, const std::string& build) {
    fs::path folder = test::write_generation(data, test::browsing_corpus());
    Manifest manifest = parse_manifest(read_whole(folder / kManifestFile));
    manifest.build.uuid = build;
    manifest.build.time = "2026-11-23T12:00:00Z";
    std::ofstream(folder / kManifestFile) << to_json(manifest);
    fs::create_directory_symlink(folder.filename(), data / kCurrentLink);
    return folder;
  }

  test::TemporaryFolder data_{};
  fs::path generation_;
  Assets assets_;
  Pages pages_;
  CurrentLibrary current_;
  Routes routes_;
};

/// A copy of the site whose pages about it ask for a name that no view has, and which lacks the
/// sentences for what to read next.
class BrokenSite {
 public:
  BrokenSite() {
    fs::copy(kSite, folder_.path(), fs::copy_options::recursive);
    const fs::path about = folder_.path() / "templates" / "pages" / "about.html";
    folder_.write(about, read_whole(about) + "{{no_such_name}}");
    for (const std::string_view language : kInterfaceLanguages) {
      const fs::path file = folder_.path() / "strings" / fmt::format("{}.json", language);
      nlohmann::json strings = nlohmann::json::parse(read_whole(file));
      strings.erase("related");
      folder_.write(file, strings.dump());
    }
  }
  [[nodiscard]] const fs::path& path() const { return folder_.path(); }

 private:
  TempFolder folder_{};
};

const Service& service() {
  static const Service kService;
  return kService;
}

const std::vector<std::string> kForPrograms{
    "/api/v1/search", "/api/v1/nothing",         "/search.csv",         "/search.atom",
    "/coverage.csv",  "/documents/doc-001.json", "/documents/none.bib", "/documents/none.csl.json",
    "/readyz"};
const std::vector<std::string> kForPeople{
    "/", "/search", "/documents/doc-001", "/documents", "/countries", "/ar/about", "/nothing"};

}  // namespace

TEST_CASE(
    "who only reads is told so in a form that is understood: programs by data, people by a page") {
  for (const std::string& address : kForPrograms) {
    CAPTURE(address);
    const HttpResponse refused = service().ask("POST", address);
    CHECK(refused.status == 405);
    CHECK(is_problem(refused));
  }
  for (const std::string& address : kForPeople) {
    CAPTURE(address);
    const HttpResponse refused = service().ask("POST", address);
    CHECK(refused.status == 405);
    CHECK(is_page(refused));
  }
}

TEST_CASE("an index that fails is told in the form of who asks") {
  const Service damaged;
  damaged.damage();
  for (const char* address : {"/api/v1/search?q=customs", "/search.csv", "/documents/doc-001.json",
                              "/documents/doc-002.bib", "/documents/doc-003.csl.json", "/readyz"}) {
    CAPTURE(address);
    const HttpResponse failed = damaged.get(address);
    CHECK(failed.status == 503);
    CHECK(header(failed, "Retry-After") == "5");
    CHECK(is_problem(failed));
  }
  for (const char* address : {"/search?q=customs", "/ar/documents/doc-001"}) {
    CAPTURE(address);
    const HttpResponse failed = damaged.get(address);
    CHECK(failed.status == 503);
    CHECK(header(failed, "Retry-After") == "5");
    CHECK(is_page(failed));
  }
}

TEST_CASE("a mistake of the service is an answer, in the form of who asks") {
  const BrokenSite site;
  const Service broken("one", site.path());
  for (const char* address : {"/about", "/fr/about"}) {
    const HttpResponse failed = broken.get(address);
    CHECK(failed.status == 500);
    CHECK(is_page(failed));
    CHECK(header(failed, "ETag") == "");
    CHECK(header(failed, "Retry-After") == "");
  }
  CHECK(test::contains(broken.get("/about").body, "The fault is ours"));
  const HttpResponse failed = broken.get("/documents/doc-001.json");
  CHECK(failed.status == 500);
  CHECK(is_problem(failed));
  CHECK(nlohmann::json::parse(failed.body).at("status") == 500);
  CHECK(broken.get("/themes").status == 200);
}

TEST_CASE("when the same is built again, what tells of the build is sent again, and nothing else") {
  const Service again("two");
  const auto status_of = [&](const std::string& address) {
    const std::string etag = header(service().get(address), "ETag");
    CHECK(service().get(address, etag).status == 304);
    return again.get(address, etag).status;
  };
  for (const char* address : {"/about", "/ar/about", "/api/v1/search"}) {
    CAPTURE(address);
    CHECK(status_of(address) == 200);
  }
  for (const char* address : {"/", "/search", "/themes", "/documents/doc-001",
                              "/documents/doc-001.json", "/search.csv", "/search.atom"}) {
    CAPTURE(address);
    CHECK(status_of(address) == 304);
    // So it must not depend on the build.
    CHECK(service().get(address).body == again.get(address).body);
  }
}

TEST_CASE(
    "programs of other sites may ask whether an answer has changed, and read what they need") {
  const HttpResponse asked = service().ask("OPTIONS", "/api/v1/search");
  CHECK(asked.status == 204);
  CHECK(header(asked, "Access-Control-Allow-Origin") == "*");
  CHECK(header(asked, "Access-Control-Allow-Headers") == "If-None-Match");
  for (const char* address : {"/api/v1/search", "/search.csv", "/search.atom", "/coverage.csv",
                              "/documents/doc-001.json", "/documents/doc-001.bib"}) {
    CAPTURE(address);
    const HttpResponse first = service().get(address);
    const HttpResponse second = service().get(address, header(first, "ETag"));
    CHECK(second.status == 304);
    for (const HttpResponse* answer : {&first, &second}) {
      CHECK(header(*answer, "Access-Control-Allow-Origin") == "*");
      const std::string exposed = header(*answer, "Access-Control-Expose-Headers");
      for (const char* name : {"ETag", "Content-Disposition", "Entrepot-Found", "Entrepot-Rows"})
        CHECK(test::contains(exposed, name));
    }
  }
  for (const char* address : {"/documents/DOC-001.json", "/search.csv/", "/api/v1/search/"}) {
    CAPTURE(address);
    const HttpResponse moved = service().get(address);
    CHECK(moved.status == 308);
    CHECK(header(moved, "Access-Control-Allow-Origin") == "*");
  }
}

TEST_CASE("where an address leads is asked each time, as the next index may lead elsewhere") {
  for (const char* address : {"/countries/bo", "/themes/AEO", "/programmes/old-reform",
                              "/documents/DOC-001", "/regions", "/fr"}) {
    CAPTURE(address);
    const HttpResponse moved = service().get(address);
    CHECK(moved.status == 308);
    CHECK(header(moved, "Cache-Control") == "no-cache");
  }
}

TEST_CASE("a search asked again is the very answer it was, made once") {
  const Service service;
  test::RandomQueries random(7);
  for (int round = 0; round < test::draws(50, 150); ++round) {
    SearchQuery query = random.next();
    query.per_page = 5;
    if (query.from) query.to.reset();  // an end before the beginning is a mistake
    for (const std::string_view path : {"/search", "/fr/search", "/api/v1/search"}) {
      HttpRequest request{
          .method = "GET", .path = std::string(path), .query = to_query_string(query)};
      request.headers["accept-encoding"] = round % 2 == 0 ? "br" : "identity";
      const HttpResponse first = service.ask_for(request);
      const auto hits = service.kept().hits.load();
      const HttpResponse again = service.ask_for(request);
      INFO(path << "?" << request.query);
      REQUIRE(service.kept().hits == hits + 1);
      REQUIRE(first.status == 200);
      CHECK(again.status == first.status);
      CHECK(again.body == first.body);
      CHECK(again.headers == first.headers);
      CHECK(again.content_type == first.content_type);
      CHECK(again.route == first.route);
      request.headers["if-none-match"] = header(first, "ETag");
      CHECK(service.ask_for(request).status == 304);
    }
  }
}

TEST_CASE(
    "a search written otherwise is answered as a service answers that is asked nothing else") {
  // Each group is one search.
  const std::vector<std::vector<std::string>> same{
      {"q=customs&country=BO&country=PE&theme=aeo", "theme=aeo&country=PE&country=BO&q=customs",
       "q=customs&country=BO&country=PE&theme=aeo&page=1&group=document&sort="},
      {"q=customs"
       "&in=b&in=a",
       "q=customs&in=a&in=b"},
      {"q=customs&facets=theme&facets=country", "q=customs&facets=country&facets=theme"}};
  const Service asked;
  const std::array<Service, 3> fresh;  // none is asked the same search twice
  for (const std::string& path : {std::string("/search?"), std::string("/api/v1/search?")})
    for (const std::vector<std::string>& group : same)
      for (std::size_t i = 0; i < group.size(); ++i) {
        INFO(path << group[i]);
        const HttpResponse expected = fresh.at(i).get(path + group[i]);
        const HttpResponse got = asked.get(path + group[i]);
        CHECK(got.body == expected.body);
        CHECK(header(got, "ETag") == header(expected, "ETag"));
      }
  for (const Service& one : fresh) CHECK(one.kept().hits == 0);
  CHECK(asked.kept().hits > 0);
}

TEST_CASE(
    "a search in another language, for a program or another encoding is an answer of its own") {
  const Service service;
  const std::string bytes = service.get("/search?q=customs").body;
  CHECK(service.get("/fr/search?q=customs").body != bytes);
  CHECK(service.get("/api/v1/search?q=customs").body != bytes);
  CHECK(service.ask("GET", "/search?q=customs").body == bytes);
  CHECK(service.kept().hits == 1);
}

TEST_CASE("a search with mistakes is not kept") {
  const Service service;
  for (int i = 0; i < 2; ++i) {
    CHECK(service.get("/api/v1/search?q=customs&page=zero").status == 400);
    CHECK(service.get("/search?q=customs&page=zero").status == 200);
  }
  CHECK(service.kept().answers == 0);
}
