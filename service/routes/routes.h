#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "service/http/answer_cache.h"
#include "service/http/assets.h"
#include "service/http/http.h"
#include "service/pages/pages.h"
#include "service/search/current_library.h"

namespace entrepot {

/// From a request to an answer: every address the service has stands in one table in routes.cpp.
/// Threads may share it. A bad request, a failing index and a mistake of a handler are answers,
/// too, in the form that who asks there understands; it throws only if that cannot be made either.
class Routes {
 public:
  /// All three outlive it.
  Routes(const CurrentLibrary& current, const Pages& pages, const Assets& assets);
  ~Routes();

  [[nodiscard]] HttpResponse answer(const HttpRequest& request) const;

  /// Of all routes, as HttpResponse::route names them.
  [[nodiscard]] static std::vector<std::string_view> patterns();

  /// Of the answers that are kept because they are asked for again.
  [[nodiscard]] const AnswerCacheCounters& kept() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entrepot
