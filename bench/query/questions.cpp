#include "bench/query/questions.h"

#include <xapian.h>

#include <algorithm>
#include <set>

#include "model/error.h"
#include "model/generation.h"
#include "model/record.h"
#include "model/text/analyser.h"

namespace entrepot::bench {
namespace {

constexpr std::size_t kShortestWord = 4;

/// Numbers that look random; std::uniform_int_distribution differs between libraries.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}

  std::uint64_t below(std::uint64_t end) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state_ >> 33U) % end;
  }

 private:
  std::uint64_t state_;
};

std::size_t words_wanted(Draws& draws) {
  const std::uint64_t share = draws.below(100);
  if (share < 60) return 1 + draws.below(2);
  return share < 90 ? 3 + draws.below(3) : 6 + draws.below(7);
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (const Token& token : tokenize(text))
    if (token.run == 0 && token.word.size() >= kShortestWord) words.push_back(token.word);
  return words;
}

}  // namespace

std::vector<Question> draw_questions(const std::filesystem::path& generation, std::size_t count,
                                     std::uint64_t seed) {
  const Xapian::Database passages((generation / kPassagesFolder).string());
  if (passages.get_doccount() == 0)
    throw Error("the index has no passage to draw questions from",
                "make one of a corpus with sections: node bench/corpus/generate.mjs");
  Draws draws(seed);
  std::vector<Question> questions;
  while (questions.size() < count) {
    const std::size_t wanted = words_wanted(draws);
    std::vector<std::string> words;
    while (words.size() < wanted) {
      const auto docid = static_cast<Xapian::docid>(1 + draws.below(passages.get_lastdocid()));
      words = words_of(parse_passage_alone(passages.get_document(docid).get_data()).passage.text);
    }
    std::set<std::size_t> places;
    while (places.size() < wanted) places.insert(draws.below(words.size()));
    Question question{.words = wanted};
    for (const std::size_t place : places)
      question.text += (question.text.empty() ? "" : " ") + words[place];
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace entrepot::bench
