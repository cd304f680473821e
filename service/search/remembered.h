#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

namespace entrepot {

/// What was found out about a thing that does not change. Keeps at most `most` answers; one more,
/// and it begins anew, so that what nobody asks for goes. Any thread.
template <typename Value>
class Remembered {
 public:
  explicit Remembered(std::size_t most) : most_(most) {}

  /// The answer of `find` for `key`, which is asked at most once for each thread that waits; what
  /// it throws is not remembered.
  [[nodiscard]] Value of(const std::string& key, const std::function<Value()>& find) {
    if (const std::shared_ptr<const Value> known = recall(key)) return *known;
    auto found = std::make_shared<const Value>(find());  // without the lock: others need not wait
    keep(key, found);
    return *found;
  }

 private:
  using Values = std::unordered_map<std::string, std::shared_ptr<const Value>>;

  [[nodiscard]] std::shared_ptr<const Value> recall(const std::string& key) const {
    const std::lock_guard lock(mutex_);
    const auto known = values_.find(key);
    return known == values_.end() ? nullptr : known->second;
  }

  void keep(const std::string& key, std::shared_ptr<const Value> found) {
    Values old;  // goes once others need not wait
    const std::lock_guard lock(mutex_);
    if (values_.size() >= most_) old.swap(values_);
    values_.insert_or_assign(key, std::move(found));
  }

  std::size_t most_;
  mutable std::mutex mutex_{};
  Values values_{};
};

}  // namespace entrepot
