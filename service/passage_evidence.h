#pragma once

namespace Xapian {
class Database;
class Enquire;
class Query;
}  // namespace Xapian

namespace entrepot {

/// `text`, with more weight for documents one passage of which says much of what is asked: of two
/// that have the same words, the one that has them together. Nothing more or less matches. The same
/// for every page of an answer and with every filter.
/// @param passages a search of the passages for what `text` searches documents for; what it
/// collapses and how many it gives is decided here.
/// @throws Xapian::Error.
[[nodiscard]] Xapian::Query with_passage_evidence(const Xapian::Query& text,
                                                  const Xapian::Database& documents,
                                                  Xapian::Enquire& passages);

}  // namespace entrepot
