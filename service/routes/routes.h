#pragma once

#include <memory>

#include "service/http/assets.h"
#include "service/http/http.h"
#include "service/pages/pages.h"
#include "service/search/current_library.h"

namespace entrepot {

/// From a request to an answer: every address the service has stands in one table in routes.cpp.
/// Threads may share it. It never throws for a bad request or a failing index; those are answers.
class Routes {
 public:
  /// All three outlive it.
  Routes(const CurrentLibrary& current, const Pages& pages, const Assets& assets);
  ~Routes();

  [[nodiscard]] HttpResponse answer(const HttpRequest& request) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
