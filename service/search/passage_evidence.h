#pragma once

namespace Xapian {
class Database;
class Enquire;
class Query;
}  // namespace Xapian

namespace entrepot {

/// More weight for documents one passage of which says much of what is asked: of two that have the
/// same words, the one that has them together. The same for every page of an answer and with every
/// filter.
/// @param passages a search of the passages for what is asked; what it collapses and how many it
/// gives is decided here.
/// @return the empty query if no passage has anything of it. @throws Xapian::Error.
[[nodiscard]] Xapian::Query passage_evidence(const Xapian::Database& documents,
                                             Xapian::Enquire& passages);

}  // namespace entrepot
