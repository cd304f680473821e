#include "service/http/assets.h"

#include <doctest/doctest.h>

#include "model/error.h"
#include "tests/temp_folder.h"

using namespace entrepot;

TEST_CASE("a style sheet has those that it imports in their places, in one file") {
  const TempFolder folder;
  folder.write("site.css",
               "/* all */\n@import \"styles/a.css\";\n@import \"styles/b.css\";\n.z {}\n");
  folder.write("styles/a.css", ".a {}\n");
  folder.write("styles/b.css", ".b {}\n");
  const Assets assets(folder.path());
  CHECK(assets.find("site.css")->bodies.at(Encoding::Identity) ==
        "/* all */\n.a {}\n.b {}\n.z {}\n");
  const std::string before = assets.url("site.css");
  folder.write("styles/b.css", ".b { color: red; }\n");
  CHECK(Assets(folder.path()).url("site.css") != before);
  CHECK(Assets(folder.path()).hash() != assets.hash());
}

TEST_CASE("a script has those that it imports in their places, in one file") {
  const TempFolder folder;
  folder.write("js/search.js", "const a = 1;\nimport \"search/b.js\";\nrun(b);\n");
  folder.write("js/search/b.js", "const b = a;\n");
  CHECK(Assets(folder.path()).find("js/search.js")->bodies.at(Encoding::Identity) ==
        "const a = 1;\nconst b = a;\nrun(b);\n");
}

TEST_CASE("a style sheet that imports what is not there is refused by name") {
  const TempFolder folder;
  folder.write("site.css", "@import \"styles/a.css\";\n");
  CHECK_THROWS_WITH_AS(Assets(folder.path()),
                       ("cannot read '" + (folder.path() / "styles/a.css").string() + "'").c_str(),
                       Error);
}
