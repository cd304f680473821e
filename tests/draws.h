#pragma once

#include <cstdlib>

namespace entrepot::test {

/// How many cases a test draws: `usual`, or `many` where script/test --long asks for as many as a
/// release wants.
inline int draws(int usual, int many) {
  return std::getenv("ENTREPOT_LONG") == nullptr ? usual : many;
}

}  // namespace entrepot::test
