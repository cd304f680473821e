#include "indexer/index/index_failure.h"

#include <fmt/format.h>

#include <string>

namespace entrepot {

Error index_failure(const Xapian::Error& failure) {
  const char* const cause = failure.get_error_string();
  return Error(fmt::format("the index cannot be written: {}{}", failure.get_msg(),
                           cause == nullptr ? "" : fmt::format(" ({})", cause)),
               "see that the disk has room and can be written, then build again");
}

}  // namespace entrepot
