#include "service/words/query_concepts.h"

#include <algorithm>

#include "model/index_schema.h"
#include "model/measure_references.h"
#include "model/name_scope.h"
#include "model/text/analyser.h"
#include "model/text/code_points.h"
#include "service/wording/locale.h"
#include "service/words/query_dates.h"
#include "service/words/query_references.h"

namespace entrepot {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Letters of other scripts show their language by themselves.
bool is_latin(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (text::next_code_point(text, at) >= 0x370) return false;
  return true;
}

/// What a search says besides the name in question.
NameContext context_of(std::string_view words, const std::vector<ConceptMention>& mentions,
                       const SearchQuery& search) {
  NameContext context;
  for (const Token& token : tokenize(words)) context.words.insert(token.folded);
  for (const ConceptMention& mention : mentions)
    if (mention.meanings.size() == 1) {
      const NameMeaning& one = mention.meanings.front();
      context.concepts.emplace(one.list, one.id);
      if (one.list == "countries") context.countries.insert(one.id);
    }
  for (const auto& [name, values] : search.filters) {
    const Facet* facet = find_facet(name);
    if (facet == nullptr || facet->vocabulary.empty()) continue;
    for (const std::string& value : values) {
      context.concepts.emplace(std::string(facet->vocabulary), value);
      // One facet for those who pay, those who do and customs themselves.
      if (facet->name == "organisation") context.concepts.emplace("administrations", value);
      if (facet->name == "country") context.countries.insert(value);
      if (facet->name == "language") context.languages.insert(value);
    }
  }
  return context;
}

}  // namespace

std::vector<QueryConcept> ConceptReader::read(std::string_view words) const {
  std::vector<ConceptMention> mentions =
      names_.find_all(words, label_languages(), AcronymCase::Any);
  std::erase_if(mentions, [&](const ConceptMention& one) {
    return contains(search_.literal, name_key(words.substr(one.begin, one.end - one.begin))) ||
           is_of_another_language(one, words);
  });
  const NameContext context = context_of(words, mentions, search_);
  std::vector<QueryConcept> out;
  for (const ConceptMention& mention : mentions) {
    QueryConcept one{
        .begin = mention.begin, .end = mention.end, .is_small_acronym = mention.is_small_acronym};
    for (const NameMeaning& meaning : settled(mention.meanings, context, vocabulary_))
      one.meanings.push_back({meaning.list, meaning.id});
    const auto chosen =
        std::find_if(mention.meanings.begin(), mention.meanings.end(), [&](const auto& meaning) {
          return contains(search_.meaning, to_string({meaning.list, meaning.id}));
        });
    if (chosen != mention.meanings.end()) {
      one.meanings = {{chosen->list, chosen->id}};
      one.is_small_acronym = false;
    }
    one.about = members_of(one);
    one.subjects = subjects_of(one.meanings);
    one.instead = instead_of(one);
    out.push_back(std::move(one));
  }
  add_references(words, out);
  add_dates(words, out);
  add_forms(words, out);
  return out;
}

/// Whether a name is a word of the trade in other languages than the question's alone: "who pays"
/// in English asks for no "pays". Of a language without a vocabulary nothing can be told.
bool ConceptReader::is_of_another_language(const ConceptMention& mention,
                                           std::string_view words) const {
  if (!contains(label_languages(), std::string(language_)) ||
      !is_latin(words.substr(mention.begin, mention.end - mention.begin)))
    return false;
  return std::all_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& one) {
    return one.list == "terms" && !one.languages.empty() &&
           !contains(one.languages, std::string(language_));
  });
}

/// Of a name of one meaning only.
std::vector<std::vector<ConceptRef>> ConceptReader::instead_of(const QueryConcept& one) const {
  if (one.meanings.size() != 1) return {};
  if (!one.subjects.empty()) return {one.subjects};
  const auto& [list, id] = one.meanings.front();
  const Concept* const place = list == "places" ? vocabulary_.find(list, id) : nullptr;
  if (place == nullptr || place->country.empty()) return {};
  return {{{"countries", place->country}}};
}

std::vector<ConceptRef> ConceptReader::members_of(const QueryConcept& of) const {
  // "Direction générale des douanes" is an administration of seven countries, "sat" a word as well.
  const bool is_settled = of.meanings.size() == 1 && !of.is_small_acronym;
  std::vector<ConceptRef> out;
  for (const ConceptRef& meaning : of.meanings) {
    const Concept* const one = vocabulary_.find(meaning.list, meaning.id);
    if (one == nullptr) continue;
    if (meaning.list == "administrations" && is_settled && !one->country.empty())
      out.push_back({"countries", one->country});
    if (meaning.list == "groups")
      for (const std::string& country : one->members) out.push_back({"countries", country});
    if (meaning.list == "programmes")
      for (const std::string& funder : one->funders)
        if (const Concept* fund = vocabulary_.find("organisations", funder);
            fund != nullptr && fund->kind == "fund")
          out.push_back({"organisations", funder});
  }
  return out;
}

std::vector<ConceptRef> ConceptReader::subjects_of(const std::vector<ConceptRef>& meanings) const {
  std::vector<ConceptRef> out;
  for (const ConceptRef& one : meanings) {
    const Concept* term = one.list == "terms" ? vocabulary_.find(one.list, one.id) : nullptr;
    if (term == nullptr) continue;
    for (const std::string& theme : term->themes) out.push_back({"themes", theme});
  }
  return out;
}

void ConceptReader::add_references(std::string_view words,
                                   std::vector<QueryConcept>& concepts) const {
  std::vector<QueryConcept> references = read_references(words, vocabulary_, names_);
  std::erase_if(references, [&](const QueryConcept& one) {
    const bool is_in_name = std::any_of(
        concepts.begin(), concepts.end(),
        [&](const QueryConcept& name) { return name.begin <= one.begin && name.end > one.end; });
    return is_in_name ||
           contains(search_.literal, name_key(words.substr(one.begin, one.end - one.begin)));
  });
  std::erase_if(concepts, [&](const QueryConcept& name) {
    return std::any_of(references.begin(), references.end(), [&](const QueryConcept& one) {
      return name.begin < one.end && one.begin < name.end;
    });
  });
  concepts.insert(concepts.end(), references.begin(), references.end());
}

void ConceptReader::add_dates(std::string_view words, std::vector<QueryConcept>& concepts) const {
  std::vector<QueryConcept> dates = read_dates(words);
  std::erase_if(dates, [&](const QueryConcept& date) {
    const bool cuts_name =
        std::any_of(concepts.begin(), concepts.end(), [&](const QueryConcept& name) {
          const bool is_inside = name.begin >= date.begin && name.end <= date.end;
          return name.begin < date.end && date.begin < name.end && !is_inside;
        });
    return cuts_name ||
           contains(search_.literal, name_key(words.substr(date.begin, date.end - date.begin)));
  });
  std::erase_if(concepts, [&](const QueryConcept& name) {  // "года", a year
    return std::any_of(dates.begin(), dates.end(), [&](const QueryConcept& date) {
      return name.begin >= date.begin && name.end <= date.end;
    });
  });
  concepts.insert(concepts.end(), dates.begin(), dates.end());
}

void ConceptReader::add_forms(std::string_view words, std::vector<QueryConcept>& concepts) const {
  std::size_t subjects = concepts.size();
  for (const ConceptMention& form :
       forms_.find_all(words, label_languages(), AcronymCase::Capitals)) {
    // Of "研讨会", a workshop, a part means discussion: that is no name of its own.
    const auto is_inside = [&](const QueryConcept& one) {
      return !one.is_form && one.begin >= form.begin && one.end <= form.end &&
             one.end - one.begin < form.end - form.begin;
    };
    const bool is_part_of_name =
        std::any_of(concepts.begin(), concepts.begin() + static_cast<std::ptrdiff_t>(subjects),
                    [&](const QueryConcept& one) {
                      return form.begin < one.end && one.begin < form.end && !is_inside(one);
                    });
    if (is_part_of_name ||
        contains(search_.literal, name_key(words.substr(form.begin, form.end - form.begin))))
      continue;
    subjects -= std::erase_if(concepts, is_inside);
    QueryConcept one{.begin = form.begin, .end = form.end, .is_form = true};
    for (const NameMeaning& meaning : form.meanings)
      one.meanings.push_back({meaning.list, meaning.id});
    concepts.push_back(std::move(one));
  }
  std::sort(concepts.begin(), concepts.end(),
            [](const auto& one, const auto& other) { return one.begin < other.begin; });
}

const std::vector<std::string>& form_lists() {
  static const std::vector<std::string> kLists{"kinds", "types"};
  return kLists;
}

std::string to_string(const ConceptRef& one) { return one.list + ":" + one.id; }

std::string concept_label(const Vocabulary& vocabulary, const ConceptRef& one,
                          std::string_view language) {
  if (one.list == kDatesList) {
    std::string problem;
    const std::optional<DateInterval> date = parse_edtf(one.id, problem);
    return date ? Locale(std::string(language)).date(*date) : one.id;
  }
  return one.list == "measures" ? measure_label(vocabulary, one.id, language)
                                : vocabulary.label(one.list, one.id, language);
}

const Facet* facet_of_list(std::string_view list) {
  if (list == kDatesList) return find_facet("year");
  const std::string_view wanted = list == "administrations" ? "organisations" : list;
  const auto found = std::find_if(kFacets.begin(), kFacets.end(),
                                  [&](const Facet& facet) { return facet.vocabulary == wanted; });
  return found == kFacets.end() ? nullptr : found;
}

}  // namespace entrepot
