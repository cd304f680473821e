#include "model/generation.h"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

#include "model/error.h"
#include "model/index_schema.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

Manifest example() {
  Manifest manifest;
  manifest.content = {.schema = kSchemaVersion,
                      .analysis = "1/icu 72",
                      .vocabulary = "aa",
                      .corpus = "bb",
                      .documents = 12,
                      .passages = 340,
                      .languages = {{"en", 10}, {"es", 2}},
                      .moved = {{"old-name", "new-name"}},
                      .withdrawn = {{"gone-doc", {"Título \"x\"", "a\nreason", "new-name", "es"}}}};
  manifest.build = {
      .time = "2026-11-23T12:00:00Z",
      .uuid = "u-1",
      .version = "0.1.0",
      .program = "ee",
      .compact_bytes = 152,
      .files = {{"documents/iamglass", {.bytes = 152, .sha256 = "cc", .ends = "dd"}}}};
  return manifest;
}

Error failure_of(const std::string& text) {
  try {
    (void)parse_manifest(text);
  } catch (const Error& failure) {
    return failure;
  }
  FAIL("taken for a manifest: " << text);
  return Error("");
}

/// As a program would write it that keeps another shape.
std::string sealed(nlohmann::json manifest) {
  manifest.erase("seal");
  manifest["seal"] = sha256_hex(manifest.dump());
  return manifest.dump();
}

}  // namespace

TEST_CASE("a generation's folder is named by its number and back") {
  CHECK(generation_folder(7) == "gen-000007");
  CHECK(generation_folder(1'234'567) == "gen-1234567");
  for (const std::uint64_t number :
       {std::uint64_t{1}, std::uint64_t{999'999}, std::uint64_t{1'000'000},
        std::numeric_limits<std::uint64_t>::max()})
    CHECK(generation_number(generation_folder(number)) == number);
}

TEST_CASE("a name that is no generation's folder has no number") {
  for (const std::string_view name :
       {"", "gen-", "gen-0", "gen-000000", "gen-7", "gen-0000007", "gen-00000x", "gen-000007 ",
        "gen-000007/", "gen--00007", "gen-+00007", "Gen-000007", "current", "gen-000007.new",
        "gen-99999999999999999999999"})
    CHECK_MESSAGE(generation_number(name) == 0, name);
}

TEST_CASE("a manifest is read back as it was written") {
  CHECK(parse_manifest(to_json(example())) == example());
  Manifest bare;
  bare.content.schema = kSchemaVersion;
  CHECK(parse_manifest(to_json(bare)) == bare);
}

TEST_CASE("a manifest is JSON for people: indented, ending in a line feed, its keys in order") {
  Manifest bare;
  bare.content.schema = 1;
  const std::string text = to_json(bare);
  const std::string seal = nlohmann::json::parse(text).at("seal");
  CHECK(text == R"({
  "build": {
    "compact_bytes": 0,
    "files": {},
    "program": "",
    "time": "",
    "uuid": "",
    "version": ""
  },
  "content": {
    "analysis": "",
    "corpus": "",
    "documents": 0,
    "languages": {},
    "moved": {},
    "passages": 0,
    "schema": 1,
    "vocabulary": "",
    "withdrawn": {}
  },
  "seal": ")" + seal +
                    "\"\n}\n");
}

TEST_CASE("what is served is known by its content, whenever and wherever it was built") {
  const Manifest one = example();
  Manifest other = one;
  other.build = {};
  CHECK(content_hash(one) == content_hash(other));
  CHECK(content_hash(one).size() == 64);
  CHECK(content_hash(parse_manifest(to_json(one))) == content_hash(one));
}

TEST_CASE("a change of any part of the content changes its hash") {
  const std::vector<void (*)(Manifest::Content&)> changes{
      [](auto& c) { c.schema = kSchemaVersion + 1; },
      [](auto& c) { c.analysis = "2"; },
      [](auto& c) { c.vocabulary = "a"; },
      [](auto& c) { c.corpus = "a"; },
      [](auto& c) { c.documents = 13; },
      [](auto& c) { c.passages = 13; },
      [](auto& c) { c.languages["en"] = 11; },
      [](auto& c) { c.moved["x"] = "y"; },
      [](auto& c) { c.withdrawn["gone-doc"].reason = ""; },
      [](auto& c) { c.withdrawn["gone-doc"].language = "pt"; }};
  for (const auto change : changes) {
    Manifest changed = example();
    change(changed.content);
    CHECK(content_hash(changed) != content_hash(example()));
  }
}

TEST_CASE("one changed character anywhere in a manifest is found") {
  const std::string text = to_json(example());
  for (std::size_t place = 0; place < text.size(); ++place) {
    std::string changed = text;
    changed[place] = changed[place] == '1' ? '2' : '1';
    CAPTURE(place);
    // A manifest that says it has another schema is not taken either, and no more of it is read.
    const std::string number = std::to_string(kSchemaVersion);
    const std::size_t schema = text.find("\"schema\": ") + std::string("\"schema\": ").size();
    if (place >= schema - 1 && place <= schema + number.size()) continue;
    (void)failure_of(changed);
  }
}

TEST_CASE("of another schema's manifest the schema can be told, whatever else it holds") {
  Manifest other;
  other.content.schema = kSchemaVersion + 1;
  CHECK(parse_manifest(R"({"content": {"schema": )" + std::to_string(kSchemaVersion + 1) +
                       R"(, "documents": "many"}})") == other);
}

TEST_CASE("a damaged manifest is refused with the command that rebuilds the index") {
  const Error failure = failure_of("{}");
  CHECK(failure.hint() == "build the index again: entrepot-index build CORPUS DATA");
  CHECK(std::string(failure.what()).starts_with("the index's manifest cannot be read: "));
  CHECK(std::string(failure_of(R"({"content": {"schema": 0}})").what()) ==
        "the index's manifest cannot be read: 0 is out of range");
  for (const std::string& text : std::vector<std::string>{
           "", "[]", "null", "1", "{\"content\": []}", "{\"content\": {\"schema\": \"1\"}}",
           "{\"content\": {\"schema\": 1.5}}", "{\"content\": {\"schema\": -1}}",
           "{\"content\": {\"schema\": 4294967297}}",
           "{\"content\": {\"schema\": " + std::to_string(kSchemaVersion) + "}}", "\xFF"})
    CHECK(failure_of(text).hint() == failure.hint());
}

TEST_CASE("a manifest with any member missing or of another type is refused") {
  using nlohmann::json;
  const json whole = json::parse(to_json(example()));
  int damaged = 0;
  for (const std::string part : {"content", "build"})
    for (const auto& [name, value] : whole.at(part).items()) {
      CAPTURE(name);
      for (const json& wrong : {json(nullptr), json(-1), json(1.5), json(true), json::array({1})}) {
        json copy = whole;
        copy[part][name] = wrong;
        (void)failure_of(sealed(copy));
        ++damaged;
      }
      json copy = whole;
      copy[part].erase(name);
      (void)failure_of(sealed(copy));
    }
  CHECK(damaged == 5 * 15);
  const std::string text = to_json(example());
  for (std::size_t size = 0; size + 2 < text.size(); ++size) (void)failure_of(text.substr(0, size));
}

}  // namespace entrepot
