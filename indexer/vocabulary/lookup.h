#pragma once

#include <memory>
#include <string>

#include "model/vocabulary.h"

namespace entrepot {

/// What one name stands for, in words.
struct LookupAnswer {
  bool is_known = false;
  std::string text{};  ///< Lines that each end in LF.
  bool operator==(const LookupAnswer&) const = default;
};

/// Answers what a name or an id stands for, in all lists of a vocabulary but that of languages:
///
///   SAT is ambiguous:
///     administrations adm-gt  Superintendency of Tax Administration of Guatemala (acronym, es)
///       settled by: country Guatemala; words "superintendencia"
///
/// A name that is in no list is answered by the nearest one that is.
class Lookup {
 public:
  explicit Lookup(const Vocabulary& vocabulary);  ///< Not copied; outlives this object.
  ~Lookup();
  Lookup(const Lookup&) = delete;
  Lookup& operator=(const Lookup&) = delete;

  [[nodiscard]] LookupAnswer answer(const std::string& name) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
