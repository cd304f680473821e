#pragma once

#include <cstddef>
#include <functional>

namespace entrepot {

/// Calls `work` once for every number below `count`, from up to `jobs` threads (at least one);
/// lower numbers are begun first. With one job all of it happens in the calling thread. After a
/// failure nothing more is begun, and what is under way is waited for.
/// @throws what `work` threw, of several that of the lowest number.
void for_each_parallel(std::size_t count, unsigned jobs,
                       const std::function<void(std::size_t)>& work);

/// As many jobs as this machine runs at a time; at least one.
[[nodiscard]] unsigned available_jobs();

}  // namespace entrepot
