#include "service/words/translations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "model/text/analyser.h"
#include "service/words/query_translations.h"
#include "tests/service/test_generation.h"

using namespace entrepot;

namespace {

using Words = std::vector<std::string>;

/// A folder of dictionaries of a few words.
struct Folder {
  test::TemporaryFolder folder{};

  Folder() {
    write("es", "ahorrar\tsave;spare\ncontenedor\tcontainer\nmás\tmore\n\nsin tabulador\n");
    write("zh", "实验室\tlaboratory\n");
    write("ru", "контейнер\tcasket;container;case\nженщина\twoman;women\n");
  }

  void write(const std::string& language, const std::string& lines) const {
    std::ofstream(folder.path() / (language + ".tsv")) << lines;
  }
};

/// A question, its words translated; whatever is in `texts` is indexed.
QueryText translated(const std::string& question, const std::string& language, const Words& texts,
                     std::vector<Translation>& told, const Words& literal = {}) {
  const Folder some;
  const Translations translations(some.folder.path());
  const Analyser analyser{Vocabulary()};
  QueryText text = parse_query_text(question, analyser, {"en"});
  told = translate_words(text, language, translations, analyser, literal,
                         [&](const std::string& term) {
                           return std::find(texts.begin(), texts.end(), term) != texts.end();
                         });
  return text;
}

/// The same, put into other letters.
QueryText transliterated(const std::string& question, const Words& texts,
                         std::vector<Translation>& told, const Words& literal = {}) {
  const Analyser analyser{Vocabulary()};
  QueryText text = parse_query_text(question, analyser, {"en"});
  told = transliterate_words(text, analyser, literal, [&](const std::string& term) {
    return std::find(texts.begin(), texts.end(), term) != texts.end();
  });
  return text;
}

}  // namespace

TEST_CASE("a word is found as it is, without its accents, or by its stem") {
  const Folder some;
  const Translations translations(some.folder.path());
  CHECK(translations.of("ahorrar", "es") == Words{"save", "spare"});
  CHECK(translations.of("mas", "es") == Words{"more"});
  CHECK(translations.of("contenedores", "es") == Words{"container"});
  CHECK(translations.of("контейнеров", "ru") == Words{"casket", "container", "case"});
  CHECK(translations.of("实验室", "zh") == Words{"laboratory"});
  CHECK(translations.of("tabulador", "es").empty());
}

TEST_CASE("a language without a dictionary knows no word") {
  const Folder some;
  const Translations translations(some.folder.path());
  for (const std::string language : {"en", "th", "", "../es"})
    CHECK_MESSAGE(translations.of("ahorrar", language).empty(), language);
  CHECK(Translations("/nowhere").of("ahorrar", "es").empty());
}

TEST_CASE("threads may ask for a first word at once") {
  const Folder some;
  const Translations translations(some.folder.path());
  std::vector<std::thread> threads;
  std::vector<std::size_t> found(4);
  for (std::size_t& count : found)
    threads.emplace_back([&] {
      count = translations.of("contenedor", "es").size() + translations.of("实验室", "zh").size();
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(found == std::vector<std::size_t>(4, 2));
}

TEST_CASE("what no text has in English is neither searched nor told") {
  std::vector<Translation> told;
  const QueryText text = translated("contenedores ahorrar", "es", {"save", "Zen:contain"}, told);
  CHECK(told == std::vector<Translation>{{.from = "contenedores", .to = {"container"}},
                                         {.from = "ahorrar", .to = {"save"}}});
  REQUIRE(text.groups.size() == 2);
  CHECK(text.groups[0].words.front().translations == Words{"Zen:contain"});
  CHECK(text.groups[1].words.front().translations == Words{"save"});
}

TEST_CASE("a word that no text has is known from one that has translations besides") {
  std::vector<Translation> told;
  const QueryText text =
      translated("contenedor ahorrar", "es", {"container", "save", "ahorrar"}, told);
  REQUIRE(text.groups.size() == 2);
  CHECK(text.groups[0].words.front().is_translated_only);
  CHECK(!text.groups[1].words.front().is_translated_only);
}

TEST_CASE("what a reader wants as it is stays as it is") {
  std::vector<Translation> told;
  for (const char* const question :
       {"\"contenedor ahorrar\"", "title:contenedor", "contened*", "CONTENEDOR x"}) {
    (void)translated(question, "es", {"container", "save"}, told);
    CHECK_MESSAGE(told.empty(), question);
  }
  (void)translated("contenedor", "es", {"container"}, told, {"contenedor"});
  CHECK(told.empty());
  (void)translated("ahorrar -contenedor", "es", {"container", "save"}, told);
  CHECK(told.size() == 1);
  (void)translated("contenedor", "en", {"container"}, told);
  CHECK(told.empty());
}

TEST_CASE("the dictionaries we ship know everyday words of six languages") {
  const Translations ours(ENTREPOT_SOURCE_DIR "/service/words/translations");
  const auto knows = [&ours](const char* language, const std::string& word,
                             const std::string& english) {
    const Words all = ours.of(word, language);
    CHECK_MESSAGE(std::find(all.begin(), all.end(), english) != all.end(), word);
    CHECK_MESSAGE(all.size() <= 8, word);
  };
  knows("es", "acero", "steel");
  knows("fr", "acier", "steel");
  knows("pt", "chaga", "sore");
  knows("ar", "الأطفال", "babies");
  knows("ru", "лаборатория", "laboratory");
  knows("zh", "女", "women");
}

TEST_CASE("a word that no text has is searched in other letters, where texts have that") {
  std::vector<Translation> told;
  const QueryText text = transliterated("Катуне посты", {"katuna", "посты"}, told);
  CHECK(told == std::vector<Translation>{{.from = "Катуне", .to = {"katuna"}}});
  REQUIRE(text.groups.size() == 2);
  CHECK(text.groups[0].words.front().translations == Words{"katuna"});
  CHECK(text.groups[0].words.front().is_translated_only);
  CHECK(text.groups[1].words.front().translations.empty());
}

TEST_CASE(
    "no word is put into other letters that texts have, that is unknown there, or is literal") {
  std::vector<Translation> told;
  (void)transliterated("Катуна", {"katuna", "катуна"}, told);
  CHECK(told.empty());
  (void)transliterated("Катуна", {}, told);
  CHECK(told.empty());
  (void)transliterated("Катуна", {"katuna"}, told, {"катуна"});
  CHECK(told.empty());
}
