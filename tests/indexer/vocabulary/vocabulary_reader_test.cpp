#include "indexer/vocabulary/vocabulary_reader.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "model/error.h"
#include "tests/temp_folder.h"

namespace {

using namespace entrepot;
namespace fs = std::filesystem;

const fs::path kSource = ENTREPOT_SOURCE_DIR;

/// Errors and warnings; the vocabularies of tests have few labels, which is noted.
std::string messages(const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& problem : problems)
    if (problem.severity != Severity::Note) out += to_string(problem) + "\n";
  return out;
}

/// What is said of the fixture's vocabulary once one list is replaced.
std::string messages_with(const std::string& list, const std::string& yaml) {
  const TempFolder folder;
  fs::copy(kSource / "tests/fixtures/corpus/vocabulary", folder.path() / "v");
  folder.write("v/" + list + ".yaml", yaml);
  Diagnostics problems;
  static_cast<void>(read_vocabulary(folder.path() / "v", "v", problems));
  sort_by_place(problems);
  return messages(problems);
}

}  // namespace

TEST_CASE("the vocabularies of the repository have no faults") {
  Diagnostics problems;
  const Vocabulary vocabulary =
      read_vocabulary(kSource / "corpus/vocabulary", "vocabulary", problems);
  CHECK(messages(problems).empty());
  for (const std::string& list : vocabulary_names()) {
    CAPTURE(list);
    CHECK(!vocabulary.ids(list).empty());
  }
  CHECK(vocabulary.label("countries", "BO", "es") == "Bolivia");
}

TEST_CASE("every key of an entry is read") {
  const TempFolder folder;
  fs::copy(kSource / "tests/fixtures/corpus/vocabulary", folder.path() / "v");
  folder.write("v/programmes.yaml", R"(
- id: gtfp
  label: {en: Programme, es: Programa}
  alt: {en: [The programme]}
  acronyms: {en: [GTFP], any: [PGFC]}
  broader: other
  former:
    - label: Old programme
      until: "2018"
  note: N.
  refs: [tfa:7.4]
  replaced_by: other
  unverified: [es]
  ambiguous: []
  years: ["2018-12", "2024"]
  lead: wco
  funders: [seco]
  countries: [NO, BO]
- {id: other, label: {en: Other}}
)");
  Diagnostics problems;
  const Vocabulary vocabulary = read_vocabulary(folder.path() / "v", "v", problems);
  CHECK(messages(problems).empty());
  const Concept* entry = vocabulary.find("programmes", "gtfp");
  REQUIRE(entry != nullptr);
  Concept expected;
  expected.id = "gtfp";
  expected.label = {{"en", "Programme"}, {"es", "Programa"}};
  expected.alt = {{"en", {"The programme"}}};
  expected.acronyms = {{"en", {"GTFP"}}, {"any", {"PGFC"}}};
  expected.broader = "other";
  expected.former = {{"Old programme", "2018"}};
  expected.note = "N.";
  expected.refs = {"tfa:7.4"};
  expected.replaced_by = "other";
  expected.unverified = {"es"};
  expected.years = {"2018-12", "2024"};
  expected.lead = "wco";
  expected.funders = {"seco"};
  expected.countries = {"NO", "BO"};
  CHECK(*entry == expected);
  CHECK(vocabulary.find("regions", "AMS")->members == std::vector<std::string>{"BO", "CL", "PE"});
  CHECK(vocabulary.find("administrations", "adm-tn")->country == "TN");
  CHECK(vocabulary.find("places", "la-paz")->country == "BO");
  CHECK(vocabulary.find("organisations", "wco")->kind == "io");
  CHECK(vocabulary.find("language", "en")->protected_words == std::vector<std::string>{"customs"});
  CHECK(vocabulary.find("language", "ar")->function_words.size() == 5);
  CHECK(vocabulary.find("kinds", "lesson")->cues.at("zh") == std::vector<std::string>{"经验教训"});
}

TEST_CASE("what is wrong with an entry is told all at once") {
  CHECK(messages_with("themes", R"(- id: aeo
  label: {es: OEA}
  broder: aeo
- label: {en: B}
- id: aeo
  label: {en: C}
- id: d e
  label: {en: D}
- id: f
- id: g
  label: {en: G}
  broader: h
  refs: [tfa:8]
  replaced_by: i
  kind: io
- just text
)") == "v/themes.yaml:1:3: error: 'aeo' has no English label; write 'en: ...' under 'label'\n"
       "v/themes.yaml:3:3: warning: unknown key 'broder'; did you mean 'broader'?\n"
       "v/themes.yaml:4:3: error: an entry has no id; write '- id: ...' first\n"
       "v/themes.yaml:5:7: error: the id 'aeo' stands on line 1 already; write another\n"
       "v/themes.yaml:7:7: error: 'd e' cannot be an id here; begin with a letter or digit and "
       "write small letters a-z, digits, '-', '.' and ':'\n"
       "v/themes.yaml:9:3: error: an entry has no label; write 'label:' and '  en: ...' below it\n"
       "v/themes.yaml:12:12: error: unknown theme 'h'; write one of aeo, aeo, d e, f, g\n"
       "v/themes.yaml:13:10: error: unknown measure 'tfa:8'; did you mean 'tfa:7'?\n"
       "v/themes.yaml:14:16: error: unknown theme 'i'; write one of aeo, aeo, d e, f, g\n"
       "v/themes.yaml:15:3: warning: unknown key 'kind'; it is not read, remove it\n"
       "v/themes.yaml:16:3: error: an entry has no id; write '- id: ...' first\n");
}

TEST_CASE("codes of countries and regions are in capitals, other ids in small letters") {
  CHECK(
      messages_with("themes", "- id: Big-Org\n  label: {en: A}\n- id: -x\n  label: {en: B}\n") ==
      "v/themes.yaml:1:7: error: 'Big-Org' cannot be an id here; begin with a letter or digit and "
      "write small letters a-z, digits, '-', '.' and ':'\n"
      "v/themes.yaml:3:7: error: '-x' cannot be an id here; begin with a letter or digit and "
      "write small letters a-z, digits, '-', '.' and ':'\n");
  CHECK(messages_with("regions", "- id: ams\n  label: {en: A}\n") ==
        "v/regions.yaml:1:7: error: 'ams' cannot be an id here; begin with a letter or digit and "
        "write capitals A-Z, digits, '-', '.' and ':'\n");
}

TEST_CASE("circles are told once, where they are entered") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: A}, broader: b}
- {id: b, label: {en: B}, broader: c}
- {id: c, label: {en: C}, broader: b}
- {id: d, label: {en: D}, replaced_by: d}
)") == "v/themes.yaml:3:36: error: 'broader' leads from 'b' back to itself; remove one of the "
       "steps\n"
       "v/themes.yaml:5:40: error: 'replaced_by' leads from 'd' back to itself; remove one of the "
       "steps\n");
}

TEST_CASE("a name of two concepts must be declared in both, whatever its letter case") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: A}, alt: {es: [shared name]}}
- {id: b, label: {en: Shared Name}, ambiguous: [shared-name]}
- {id: c, label: {en: Wonder}, acronyms: {en: [WCO]}}
- {id: d, label: {en: D}, alt: {en: [D]}}
)") == "v/organisations.yaml:7:10: error: 'WCO' also names 'c' in v/themes.yaml:4; write it under "
       "'ambiguous' in both\n"
       "v/themes.yaml:2:38: error: 'shared name' also names 'b' in v/themes.yaml:3; write it under "
       "'ambiguous' in both\n"
       "v/themes.yaml:4:48: error: 'WCO' also names 'wco' in v/organisations.yaml:7; write it "
       "under 'ambiguous' in both\n");
}

TEST_CASE("a name that is written in capitals for one and in small letters for another is shared") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Andean Community}, acronyms: {es: [CAN]}}
- {id: b, label: {en: Can}}
)") == "v/themes.yaml:2:58: error: 'CAN' also names 'b' in v/themes.yaml:3; write it under "
       "'ambiguous' in both\n"
       "v/themes.yaml:3:23: error: 'Can' also names 'a' in v/themes.yaml:2; write it under "
       "'ambiguous' in both\n");
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Andean Community}, acronyms: {es: [CAN]}, ambiguous: [CAN]}
- {id: b, label: {en: Can}, ambiguous: [Can]}
)")
            .empty());
}

TEST_CASE("accents, Arabic letter forms and punctuation do not make another name") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Café border-post}}
- {id: b, label: {en: Cafe Border Post}}
- {id: c, label: {en: C, ar: إدارة}}
- {id: d, label: {en: D, ar: ادارة}}
)") == "v/themes.yaml:2:23: error: 'Café border-post' also names 'b' in v/themes.yaml:3; write it "
       "under 'ambiguous' in both\n"
       "v/themes.yaml:3:23: error: 'Cafe Border Post' also names 'a' in v/themes.yaml:2; write it "
       "under 'ambiguous' in both\n"
       "v/themes.yaml:4:30: error: 'إدارة' also names 'd' in v/themes.yaml:5; write it under "
       "'ambiguous' in both\n"
       "v/themes.yaml:5:30: error: 'ادارة' also names 'c' in v/themes.yaml:4; write it under "
       "'ambiguous' in both\n");
}

TEST_CASE("what is declared ambiguous must be a name of the entry and of another one") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Alpha}, ambiguous: [Alpha, Beta]}
- {id: b, label: {en: Gamma, es: Delta}, ambiguous: [Delta]}
- {id: c, label: {en: Delta}, ambiguous: [DELTA]}
)") == "v/themes.yaml:2:43: warning: 'Alpha' names no other entry; remove it from 'ambiguous'\n"
       "v/themes.yaml:2:50: warning: 'Beta' is no name of this entry; write it as it stands there, "
       "or remove it from 'ambiguous'\n");
}

TEST_CASE("a shared acronym needs something that settles which is meant") {
  // By language, by country, by what is above, by the words of the full names.
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Alpha}}
- {id: b, label: {en: The alpha, es: El alfa}, acronyms: {en: [XYZ]}, ambiguous: [XYZ]}
- {id: c, label: {en: An Alpha}, acronyms: {es: [XYZ]}, ambiguous: [XYZ]}
- {id: d, label: {en: Alpha alpha}, broader: a, acronyms: {en: [KLM]}, ambiguous: [KLM]}
- {id: e, label: {en: Alpha omega}, acronyms: {any: [KLM]}, ambiguous: [KLM]}
)")
            .empty());
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Alpha omega}, acronyms: {en: [XYZ], es: [XYZ]}, ambiguous: [XYZ]}
- {id: b, label: {en: Alpha, es: Omega}, acronyms: {es: [XYZ]}, ambiguous: [XYZ]}
)") == "v/themes.yaml:3:58: warning: no context tells which 'XYZ' is meant; write 'country' or "
       "'broader', or under 'label' its full name in the language of the acronym\n");
}

TEST_CASE("an acronym with small letters would never be found") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Alpha}, acronyms: {en: [RoO]}}
)") == "v/themes.yaml:2:47: warning: 'RoO' is never found as an acronym, which matches in capitals "
       "only; write it in capitals, or under 'alt'\n");
}

TEST_CASE("a retired entry shares its names with what replaces it, and nothing may refer to it") {
  CHECK(messages_with("themes", R"(
- {id: a, label: {en: Alpha}, replaced_by: b}
- {id: b, label: {en: Beta}, alt: {en: [Alpha]}, replaced_by: c}
- {id: c, label: {en: Gamma}, alt: {en: [Alpha, Beta]}}
- {id: d, label: {en: Delta}, broader: a}
)") == "v/themes.yaml:2:44: warning: the theme 'b' is no longer used; write 'c'\n"
       "v/themes.yaml:5:40: warning: the theme 'a' is no longer used; write 'c'\n");
}

TEST_CASE("labels that are missing in a language are noted, those of retired entries are not") {
  const TempFolder folder;
  fs::copy(kSource / "tests/fixtures/corpus/vocabulary", folder.path() / "v");
  folder.write("v/themes.yaml", R"(
- {id: a, label: {en: Alpha, fr: Alpha, zh: Alpha}}
- {id: b, label: {en: B, fr: B, es: B, pt: B, ru: B, ar: B, zh: B}}
- {id: c, label: {en: Gamma}, replaced_by: a}
)");
  Diagnostics problems;
  static_cast<void>(read_vocabulary(folder.path() / "v", "v", problems));
  std::erase_if(problems, [](const Diagnostic& one) { return one.where.file != "v/themes.yaml"; });
  REQUIRE(problems.size() == 1);
  CHECK(to_string(problems[0]) ==
        "v/themes.yaml:2:18: note: 'a' has no label in es, pt, ru, ar; write 'es: ...' under "
        "'label'");
}

TEST_CASE("a programme may bear the name of the organisation that runs it, and of no other") {
  CHECK(messages_with("programmes", R"(
- {id: p, label: {en: P}, lead: wco, acronyms: {en: [WCO]}}
)")
            .empty());
  CHECK(messages_with("programmes", R"(
- {id: p, label: {en: P}, lead: eu, acronyms: {en: [WCO]}}
)") == "v/organisations.yaml:7:10: error: 'WCO' also names 'p' in v/programmes.yaml:2; write it "
       "under 'ambiguous' in both\n"
       "v/programmes.yaml:2:53: error: 'WCO' also names 'wco' in v/organisations.yaml:7; write it "
       "under 'ambiguous' in both\n");
}

TEST_CASE("a heading word cannot mean two kinds") {
  CHECK(messages_with("kinds", R"(
- {id: a, label: {en: A}, cues: {en: [result]}}
- {id: b, label: {en: B}, cues: {fr: [Result]}}
)") == "v/kinds.yaml:3:39: error: 'Result' is a cue of 'a' on line 2 already; keep one of them\n");
}

TEST_CASE("references to other lists are checked") {
  CHECK(messages_with("programmes", R"(
- {id: p, label: {en: P}, lead: wto, funders: [seco, seko], countries: [Peru], years: [2020, 2021, 2022]}
)") == "v/programmes.yaml:2:33: error: unknown organisation 'wto'; did you mean 'wco'?\n"
       "v/programmes.yaml:2:54: error: unknown organisation 'seko'; did you mean 'seco'?\n"
       "v/programmes.yaml:2:73: error: unknown country 'Peru'; write the two-letter code 'PE'\n"
       "v/programmes.yaml:2:87: error: 'years' takes the first and the last; write [2018-12, "
       "2024-02]\n");
}

TEST_CASE("a word of the trade tells the themes it belongs to") {
  CHECK(messages_with("terms", "- {id: a, label: {en: A}, themes: [aeo]}\n").empty());
  CHECK(messages_with("terms", "- {id: a, label: {en: A}, themes: [aeoo]}\n") ==
        "v/terms.yaml:1:36: error: unknown theme 'aeoo'; did you mean 'aeo'?\n");
}

TEST_CASE("a list that is missing or cannot be read is one error, and is left out") {
  const TempFolder folder;
  fs::copy(kSource / "tests/fixtures/corpus/vocabulary", folder.path() / "v");
  fs::remove(folder.path() / "v/groups.yaml");
  folder.write("v/themes.yaml", "- id: [\n");
  folder.write("v/measures.yaml", "id: tfa\n");
  Diagnostics problems;
  const Vocabulary vocabulary = read_vocabulary(folder.path() / "v", "v", problems);
  sort_by_place(problems);
  CHECK(messages(problems) ==
        "v/groups.yaml: error: this vocabulary is missing; write its entries there\n"
        "v/measures.yaml:1:1: error: a vocabulary is a list of entries; write '- id: ...'\n"
        "v/themes.yaml:1:7: error: the '[' that opens here is never closed; write ']'\n");
  CHECK(!vocabulary.lists.contains("themes"));
  CHECK(vocabulary.lists.contains("countries"));
}

TEST_CASE("a corpus without a vocabulary folder cannot be read") {
  Diagnostics problems;
  CHECK_THROWS_WITH_AS(static_cast<void>(read_vocabulary("/nowhere/v", "v", problems)),
                       "there is no vocabulary folder '/nowhere/v'", Error);
}
