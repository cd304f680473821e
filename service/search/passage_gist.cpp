#include "service/search/passage_gist.h"

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "model/index_schema.h"
#include "model/record.h"
#include "model/text/unicode.h"
#include "service/search/ranking.h"

namespace entrepot {
namespace {

constexpr std::array<std::string_view, 3> kTellingLists{"themes", "terms", "measures"};
constexpr std::size_t kShortestWord = 3;     // code points
constexpr std::size_t kTextBytes = 8'192;    // read of one passage
constexpr std::size_t kMostNeighbours = 64;  // passages of its document that are looked at

bool is_within(const NamedConcept& inner, const NamedConcept& outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool tells(const NamedConcept& one) {
  return std::find(kTellingLists.begin(), kTellingLists.end(), one.list) != kTellingLists.end();
}

/// Whether what names a subject is only part of another name: the trade of the World Trade
/// Organization, the risk of risk management.
bool is_part_of_name(const NamedConcept& one, const NamedConcepts& names) {
  return std::any_of(names.begin(), names.end(), [&one](const NamedConcept& other) {
    if (!is_within(one, other)) return false;
    const bool longer = other.end - other.begin > one.end - one.begin;
    return tells(other) ? longer && other.list == "themes" : true;
  });
}

std::string word_term(const Token& token, const std::string& language, const Analyser& analyser) {
  std::string written;
  for (TermAt& at : analyser.index_terms({token}, language, 1)) {
    if (!at.positional) return std::move(at.term);
    if (written.empty()) written = std::move(at.term);
  }
  return written;
}

class GistReader {
 public:
  GistReader(const Xapian::Database& passages, std::uint32_t docid, const Analyser& analyser)
      : passages_(passages), analyser_(analyser), entry_(passages.get_document(docid)) {
    const Facet& language = *find_facet("language");
    language_ = entry_.get_value(language.slot);
    in_language_ = language_.empty() ? passages.get_doccount()
                                     : passages.get_termfreq(facet_term(language, language_));
    const std::string own = prefixed_term(kDocumentPrefix, entry_.get_value(kDocumentSlot));
    auto at = passages.postlist_begin(own);
    for (; at != passages.postlist_end(own) && neighbours_.size() < kMostNeighbours; ++at)
      neighbours_.push_back(*at);
  }

  [[nodiscard]] Gist read() const {
    const PassageRecord record = parse_passage_alone(entry_.get_data());
    NamedConcepts names = record.names.text;
    std::erase_if(names, [](const NamedConcept& one) { return one.end > kTextBytes; });
    std::set<std::string> themes, others, words;
    for (const NamedConcept& one : names)
      if (tells(one) && !is_part_of_name(one, names))
        (one.list == "themes" ? themes : others).insert(mention_term(one.list, one.id));
    for (const Token& token : tokenize(cut_utf8(record.passage.text, kTextBytes)))
      if (is_telling(token) && !is_named(token, names))
        words.insert(word_term(token, language_, analyser_));
    Gist gist;
    for (const std::string& term : themes)
      add(gist, {.term = term, .weight = 1, .theme = true}, passages_.get_doccount());
    for (const std::string& term : others)
      add(gist, {.term = term, .weight = 1}, passages_.get_doccount());
    for (const std::string& term : words)
      add(gist, {.term = term, .weight = kLikeWord}, in_language_);
    std::sort(gist.begin(), gist.end(),
              [](const GistTerm& a, const GistTerm& b) { return a.term < b.term; });
    return gist;
  }

 private:
  [[nodiscard]] bool is_telling(const Token& token) const {
    if (token.run != 0 || count_code_points(token.word) < kShortestWord) return false;
    if (analyser_.is_function_word(token.word, language_)) return false;
    return std::none_of(token.word.begin(), token.word.end(),
                        [](char c) { return c >= '0' && c <= '9'; });
  }

  static bool is_named(const Token& token, const NamedConcepts& names) {
    return std::any_of(names.begin(), names.end(), [&token](const NamedConcept& one) {
      return one.begin <= token.begin && token.end <= one.end;
    });
  }

  /// @param one weighs what it would if it were rare by one logarithm.
  /// @param of so many passages it could stand in.
  void add(Gist& gist, GistTerm one, Xapian::doccount of) const {
    const Xapian::doccount found = passages_.get_termfreq(one.term);
    if (found == 0 || found >= of) return;
    one.weight *= std::log(static_cast<double>(of) / static_cast<double>(found));
    one.weight *= 1 - share_of_neighbours(one.term);
    if (one.weight > 0) gist.push_back(std::move(one));
  }

  /// Of the other passages of its document, how many have a term.
  [[nodiscard]] double share_of_neighbours(const std::string& term) const {
    std::size_t found = 0;
    auto at = passages_.postlist_begin(term);
    const auto end = passages_.postlist_end(term);
    for (auto next = neighbours_.begin(); next != neighbours_.end() && at != end;) {
      at.skip_to(*next);
      if (at == end) break;
      if (*at == *next) ++found;
      next = std::lower_bound(next + (*at == *next ? 1 : 0), neighbours_.end(), *at);
    }
    if (found < 2) return 0;  // itself
    return static_cast<double>(found - 1) / static_cast<double>(neighbours_.size());
  }

  const Xapian::Database& passages_;
  const Analyser& analyser_;
  Xapian::Document entry_;
  std::string language_{};
  Xapian::doccount in_language_ = 0;
  std::vector<Xapian::docid> neighbours_{};  // and itself; ascending
};

double total(const Gist& gist) {
  double sum = 0;
  for (const GistTerm& one : gist) sum += one.weight;
  return sum;
}

}  // namespace

Gist passage_gist(const Xapian::Database& passages, std::uint32_t docid, const Analyser& analyser) {
  return GistReader(passages, docid, analyser).read();
}

GistOverlap overlap(const Gist& a, const Gist& b) {
  GistOverlap of_a, of_b;
  double both_of_a = 0, both_of_b = 0;
  for (auto left = a.begin(), right = b.begin(); left != a.end() && right != b.end();) {
    const int order = left->term.compare(right->term);
    if (order == 0) {
      both_of_a += left->weight;
      both_of_b += right->weight;
      if (!left->theme) of_a.weight += left->weight;
      if (!left->theme) of_b.weight += right->weight;
    }
    if (order <= 0) ++left;
    if (order >= 0) ++right;
  }
  if (both_of_a == 0) return {};
  const double all_of_a = total(a), all_of_b = total(b);
  of_a.share = both_of_a / all_of_a;
  of_b.share = both_of_b / all_of_b;
  if (all_of_a != all_of_b) return all_of_a < all_of_b ? of_a : of_b;
  return of_a.share < of_b.share ? of_a : of_b;
}

}  // namespace entrepot
