#include "service/export/file_names.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

#include "model/error.h"

using namespace entrepot;

TEST_CASE("an address becomes a file that a browser opens, and a folder's address its index") {
  CHECK(file_name("/", true) == "index.html");
  CHECK(file_name("/fr/", true) == "fr/index.html");
  CHECK(file_name("/countries", true) == "countries.html");
  CHECK(file_name("/countries/BO", true) == "countries/BO.html");
  CHECK(file_name("/documents/bo-2022.md", false) == "documents/bo-2022.md");
  CHECK(file_name("/documents/bo-2022.csl.json", false) == "documents/bo-2022.csl.json");
  CHECK(file_name("/assets/js/site.js", false) == "assets/js/site.js");
  CHECK(file_name("/fr/map?theme=a%20b/c", true) == "fr/map~3Ftheme~3Da~2520b~2Fc.html");
  CHECK(file_name("/?a=1", true) == "index~3Fa~3D1.html");
}

TEST_CASE("what some file system does not take is written with its number") {
  CHECK(file_name("/measures/tfa:7.6", true) == "measures/tfa~3A7.6.html");
  CHECK(file_name("/a/b c?*<>|\"\\", true) == "a/b~20c~3F~2A~3C~3E~7C~22~5C.html");
  CHECK(file_name("/../etc/.hidden", false) == "~2E~2E/etc/~2Ehidden");
  CHECK(file_name("/a/ends.", true) == "a/ends~2E.html");
  CHECK(file_name("/themes/CON", true) == "themes/~43ON.html");
  CHECK(file_name("/aux/lpt1.md", false) == "~61ux/~6Cpt1.md");
  CHECK(file_name("/themes/console", true) == "themes/console.html");
  CHECK(file_name("/x/~", true) == "x/~7E.html");
}

TEST_CASE("different addresses have different names, however odd they are") {
  std::minstd_rand random(3);
  constexpr std::string_view kBytes = "aA.~:/-e3 con\xC3\xA9";
  std::set<std::string> addresses, names;
  for (int i = 0; i < 20'000; ++i) {
    std::string path = "/";
    for (auto length = random() % 6; length > 0; --length) path += kBytes[random() % kBytes.size()];
    if (path.find("//") != std::string::npos || (path.size() > 1 && path.ends_with('/'))) continue;
    addresses.insert(path);
    names.insert(file_name(path, false));
    for (const char c : file_name(path, false))
      CHECK(std::string("aAecon3.~-/0123456789ABCDEFindxhtml").find(c) != std::string::npos);
  }
  CHECK(addresses.size() > 5'000);
  CHECK(names.size() == addresses.size());
}

TEST_CASE("a link leads from one file to another") {
  CHECK(relative_link("index.html", "countries/BO.html") == "countries/BO.html");
  CHECK(relative_link("fr/countries/BO.html", "index.html") == "../../index.html");
  CHECK(relative_link("fr/countries/BO.html", "fr/countries/CL.html") == "CL.html");
  CHECK(relative_link("countries/BO.html", "countries/BO.html") == "BO.html");
  CHECK(relative_link("fr/index.html", "assets/site.css") == "../assets/site.css");
  CHECK(relative_link("documents/documents.html", "documents.html") == "../documents.html");
}

TEST_CASE("no two files may be one where letter case does not count") {
  FileNames names;
  CHECK(names.add("/countries/BO", true) == "countries/BO.html");
  CHECK(names.add("/countries/BO", true) == "countries/BO.html");  // the same again
  CHECK(names.add("/countries", true) == "countries.html");        // beside its folder
  CHECK(*names.find("/countries/BO") == "countries/BO.html");
  CHECK(names.find("/countries/bo") == nullptr);
  CHECK_THROWS_WITH_AS(names.add("/Countries/bo", true),
                       "'/countries/BO' and '/Countries/bo' would be one file, "
                       "'countries/bo.html', where letter case "
                       "does not count",
                       Error);
  CHECK_THROWS_WITH_AS(
      names.add("/Countries", false),
      "the folder 'countries' and '/Countries' would be one file, 'countries', where "
      "letter case does not count",
      Error);
  CHECK_THROWS_AS(names.add("/COUNTRIES.HTML/x", false), Error);  // a file cannot be a folder
}

TEST_CASE("no name is longer than every file system takes") {
  FileNames names;
  CHECK_NOTHROW(names.add("/documents/" + std::string(115, 'a'), true));
  CHECK_THROWS_AS(names.add("/documents/" + std::string(116, 'a'), true), Error);
  const std::string parameters = "/compare?country=" + std::string(200, 'a');
  const std::string one = names.add(parameters + "b", true), other = names.add(parameters, true);
  CHECK(one != other);
  CHECK(one.starts_with("compare~3Fcountry~3Daaa"));
}
