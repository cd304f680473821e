#include "service/export/site_crawl.h"

#include <doctest/doctest.h>

#include <map>
#include <mutex>
#include <string>

#include "model/error.h"

using namespace entrepot;

namespace {

struct FakeSite {
  std::map<std::string, HttpResponse> answers{};
  std::map<std::string, int> asked{};
  std::vector<std::string> found{};
  std::mutex mutex{};

  void page(const std::string& path, const std::string& html, int status = 200) {
    answers[path] = {.status = status, .content_type = "text/html; charset=utf-8", .body = html};
  }
  void redirect(const std::string& path, const std::string& to) {
    answers[path] = {.status = 308};
    answers[path].set_header("Location", to);
  }

  CrawlResult crawl(const std::vector<std::string>& seeds, const ExportScope& scope) {
    return crawl_site(seeds, scope,
                      {.answer =
                           [this](const HttpRequest& request) {
                             const std::lock_guard lock(mutex);
                             const std::string address =
                                 SiteAddress{.path = request.path, .query = request.query}.asked();
                             ++asked[address];
                             const auto known = answers.find(address);
                             return known == answers.end() ? HttpResponse{.status = 404}
                                                           : known->second;
                           },
                       .found = [this](SiteFile&& file) { found.push_back(file.address); }});
  }
};

const ExportScope kAll({"", "/fr"}, {"", "/fr"});
using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "an address is read with its query and fragment; other sites and places on the page are none") {
  CHECK(site_address("/a%20b?x=1&y#p") ==
        SiteAddress{.path = "/a b", .query = "x=1&y", .fragment = "p"});
  CHECK(site_address("/%e6%b5%b7%zz").value().path == "/\xE6\xB5\xB7%zz");
  for (const char* elsewhere :
       {"#part", "https://example.org/", "//example.org/", "mailto:a@b", ""})
    CHECK(!site_address(elsewhere));
}

TEST_CASE("a crawl follows links breadth first and asks for each address once") {
  FakeSite site;
  site.page("/", R"(<a href="/a">a</a><a href="/b">b</a><link href="/assets/s.css?v=1">)");
  site.page("/a", R"(<a href="/c#x">c</a><a href="/">home</a>)");
  site.page("/b", R"(<a href="/c">c</a><a href="/a.json">data</a>)");
  site.page("/c", R"(<a href="/b">b</a>)");
  site.answers["/assets/s.css"] = {.content_type = "text/css"};
  site.answers["/a.json"] = {.content_type = "application/json"};
  const CrawlResult result = site.crawl({"/"}, kAll);
  CHECK(site.found == Paths{"/", "/a", "/b", "/assets/s.css", "/c", "/a.json"});
  for (const auto& [path, times] : site.asked) CHECK_MESSAGE(times == 1, path);
  CHECK(result.dead.empty());
}

TEST_CASE("what only makes sense while it is asked for is not followed") {
  FakeSite site;
  site.page("/",
            R"(<a href="/search">s</a><a href="/search?q=a">q</a><a href="/coverage.csv?a=1">c</a>
<a href="/api/v1/search">api</a><a href="/search.atom">feed</a><a href="/healthz">h</a><a href="/es/">es</a>
<a href="https://example.org/x">x</a><a href="/fr/search">fr</a><a href="/documents/x.md">md</a>)");
  site.answers["/documents/x.md"] = {.content_type = "text/markdown"};
  const CrawlResult result = site.crawl({"/"}, ExportScope({"", "/fr"}, {"", "/fr", "/es"}));
  CHECK(site.found == Paths{"/", "/documents/x.md"});
  CHECK(site.asked.size() == 2);
}

TEST_CASE("pages with parameters are found where one without leads to them, and lead no further") {
  FakeSite site;
  site.page("/", R"(<a href="/map?theme=x">x</a><a href="/map?theme=y&amp;a=b#c">y</a>
<a href="/map?b&amp;a">ab</a>)");
  site.page("/map?theme=x", R"(<a href="/map?theme=z">z</a><a href="/a">a</a>
<a href="/map?theme=y&amp;a=b">y</a><link href="/assets/m.css?v=2"><a href="/fr/map?theme=x">fr</a>)");
  site.page("/fr/map?theme=x", R"(<a href="/fr/timeline?theme=x">t</a>)");
  site.redirect("/map?theme=y&a=b", "/map?theme=y");
  site.page("/map?theme=y", "y");
  site.page("/map?b&a", R"(<a href="/fr/map?a&amp;b">fr</a>)");
  site.page("/fr/map?a&b", "fr");
  site.page("/a", "a");
  site.answers["/assets/m.css"] = {.content_type = "text/css"};
  const CrawlResult result = site.crawl({"/"}, kAll);
  CHECK(site.found == Paths{"/", "/map?theme=x", "/map?b&a", "/a", "/assets/m.css",
                            "/fr/map?theme=x", "/map?theme=y", "/fr/map?a&b"});
  CHECK(!site.asked.contains("/map?theme=z"));
  CHECK(result.moved.at("/map?theme=y&a=b") == SiteAddress{.path = "/map", .query = "theme=y"});
}

TEST_CASE("a language that is not exported is not followed; files have no language") {
  FakeSite site;
  site.page("/fr/",
            R"(<a href="/">en</a><a href="/about">en</a><a href="/documents/x.json">data</a>)");
  site.answers["/documents/x.json"] = {.content_type = "application/json"};
  (void)site.crawl({"/fr/"}, ExportScope({"/fr"}, {"", "/fr"}));
  CHECK(site.found == Paths{"/fr/", "/documents/x.json"});
}

TEST_CASE("redirections are told, and withdrawn pages kept") {
  FakeSite site;
  site.page("/", R"(<a href="/old">old</a><a href="/gone">gone</a>)");
  site.redirect("/old", "/new");
  site.page("/new", "new");
  site.page("/gone", "withdrawn", 410);
  const CrawlResult result = site.crawl({"/"}, kAll);
  CHECK(site.found == Paths{"/", "/gone", "/new"});
  CHECK(result.moved == std::map<std::string, SiteAddress>{{"/old", {.path = "/new"}}});
}

TEST_CASE("dead links are told with the page they stand on; of dead seeds nothing is said") {
  FakeSite site;
  site.page("/", R"(<a href="/nowhere">x</a>)");
  CHECK(site.crawl({"/", "/regions/none"}, kAll).dead == Paths{"/nowhere, on /"});
}

TEST_CASE("a service that fails ends the crawl") {
  FakeSite site;
  site.page("/", "x", 503);
  CHECK_THROWS_AS((void)site.crawl({"/"}, kAll), Error);
}
