#pragma once

#include <string>
#include <string_view>

#include "indexer/vocabulary/rdf.h"
#include "model/vocabulary.h"

namespace entrepot {

/// IRIs begin with this unless another is chosen. It belongs to no web site that could vanish.
inline constexpr const char* kDefaultBaseIri = "urn:entrepot:";

/// Whether IRIs can begin with a text: absolute, without spaces and what else RFC 3987 excludes,
/// its scheme none of our prefixes, and ending in '/', '#' or ':'.
[[nodiscard]] bool is_base_iri(std::string_view text);

/// A vocabulary in SKOS (https://www.w3.org/TR/skos-reference/), in the order of vocabulary_names()
/// and of its files, every concept in a scheme of its list:
///
/// | ours | SKOS |
/// |---|---|
/// | list, id | skos:ConceptScheme BASE + list, skos:Concept BASE + list + "/" + id, skos:notation
/// | | label | skos:prefLabel | | alt, acronyms | skos:altLabel; of an acronym in every language
/// ("any") without a language | | former, cues | skos:hiddenLabel: to search by, not to be shown |
/// | broader | skos:broader and skos:narrower, else skos:topConceptOf and skos:hasTopConcept |
/// | refs, themes | skos:relatedMatch |
/// | replaced_by | dct:isReplacedBy and owl:deprecated "true" |
/// | members | dct:hasPart |
/// | country, countries | dct:spatial |
/// | years | dct:temporal "2018-12/2024-02" (EDTF) |
/// | lead, funders | schema:provider, schema:funder |
/// | kind of an organisation | dct:type |
/// | note | skos:note |
/// | unverified, ambiguous | skos:editorialNote in English |
///
/// A name that a concept has in one language twice stands once, as the first of these labels
/// (SKOS S13). Function and protected words are no concepts' names and are left out.
/// @pre is_base_iri(base).
[[nodiscard]] RdfGraph to_skos(const Vocabulary& vocabulary, const std::string& base);

}  // namespace entrepot
