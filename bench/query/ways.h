#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "bench/query/questions.h"

namespace entrepot::bench {

/// One way to answer a question, which is timed.
struct Way {
  std::string name{};
  std::string meaning{};                      ///< For the legend.
  std::function<void(std::size_t)> answer{};  ///< The question of that number.
};

/// Everything that is asked, opened: this library and Xapian alone on the same databases.
class Subjects {
 public:
  Subjects(const std::filesystem::path& generation, const std::vector<Question>& questions,
           bool passages);
  ~Subjects();
  Subjects(const Subjects&) = delete;
  Subjects& operator=(const Subjects&) = delete;

  [[nodiscard]] std::vector<Way> ways() const;

  double open_seconds = 0;
  long opened_kib = 0;  ///< Anonymous memory that opening took.
  std::uint64_t documents = 0, passages = 0;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot::bench
