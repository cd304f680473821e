#include "service/export/site_crawl.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "model/error.h"
#include "service/export/html_links.h"

namespace entrepot {
namespace {

constexpr std::size_t kAtOnce = 256;  // answers that wait in memory

/// An address to ask for.
struct Wanted {
  SiteAddress address{};
  std::string from{};  ///< The page that links to it; empty for a seed.
};

HttpRequest request_for(const SiteAddress& address) {
  return {.method = "GET", .path = address.path, .query = address.query};
}

/// Answers in the order of what is wanted, by as many threads as the machine runs at once.
std::vector<HttpResponse> answers_to(const std::vector<Wanted>& wanted, const HttpHandler& answer) {
  std::vector<HttpResponse> out(wanted.size());
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failure;
  std::mutex failing;
  const auto work = [&] {
    try {
      for (std::size_t at = next++; at < wanted.size(); at = next++)
        out[at] = answer(request_for(wanted[at].address));
    } catch (...) {
      const std::lock_guard lock(failing);
      failure = std::current_exception();
    }
  };
  const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min(most, wanted.size()); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return out;
}

std::string_view header_of(const HttpResponse& response, std::string_view name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return value;
  return {};
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// Files that programs ask for; of pages only the site's own ids stand in an address, without
/// points.
bool is_file(const std::string& path) { return last_part(path).find('.') != std::string::npos; }

std::vector<std::string_view> sorted_parameters(std::string_view query) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    out.push_back(query.substr(at, end - at));
    at = end + 1;
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Crawl {
 public:
  Crawl(const ExportScope& scope, const CrawlHooks& hooks) : scope_(scope), hooks_(hooks) {}

  CrawlResult run(const std::vector<std::string>& seeds) {
    for (const std::string& seed : seeds) want({.address = {.path = seed}});
    while (!waiting_.empty()) {
      std::vector<Wanted> now;
      now.swap(waiting_);
      if (now.size() > kAtOnce) {
        waiting_.assign(now.begin() + kAtOnce, now.end());
        now.resize(kAtOnce);
      }
      std::vector<HttpResponse> answers = answers_to(now, hooks_.answer);
      for (std::size_t i = 0; i < now.size(); ++i) take(now[i], std::move(answers[i]));
      done_ += now.size();
      if (hooks_.progress) hooks_.progress(done_, seen_.size());
    }
    return std::move(result_);
  }

 private:
  void want(Wanted one) {
    if (scope_.has(one.address) && seen_.insert(one.address.asked()).second)
      waiting_.push_back(std::move(one));
  }

  void take(const Wanted& asked, HttpResponse answer) {
    const std::string address = asked.address.asked();
    if (answer.status >= 500)
      throw Error(
          fmt::format("'{}' cannot be exported: the service answers {}", address, answer.status),
          "see that the index is whole: entrepot-index build CORPUS DATA");
    if (answer.status >= 300 && answer.status < 400) {
      const auto target = site_address(header_of(answer, "Location"));
      if (!target) return;
      result_.moved.emplace(address, *target);
      return want({.address = *target, .from = asked.from});
    }
    // What was withdrawn says so.
    if (answer.status != 200 && answer.status != 410) {
      if (!asked.from.empty())
        result_.dead.push_back(fmt::format("{}, on {}", address, asked.from));
      return;
    }
    const bool is_page = answer.content_type.starts_with("text/html");
    if (is_page) follow(asked.address, answer.body);
    hooks_.found({.address = address, .is_page = is_page, .body = std::move(answer.body)});
  }

  void follow(const SiteAddress& page, const std::string& html) {
    for (const PageLink& link : links_of(html)) {
      const auto target = site_address(link.address);
      if (target && (page.query.empty() || target->query.empty() || target->is_asset() ||
                     scope_.are_one(page, *target)))
        want({.address = *target, .from = page.asked()});
    }
  }

  const ExportScope& scope_;
  const CrawlHooks& hooks_;
  std::set<std::string> seen_{};
  std::vector<Wanted> waiting_{};
  std::size_t done_ = 0;
  CrawlResult result_{};
};

}  // namespace

const std::string& ExportScope::base_of(const std::string& path) const {
  static const std::string kNone;
  for (const std::string& base : all_)
    if (!base.empty() && path.starts_with(base) &&
        (path.size() == base.size() || path[base.size()] == '/'))
      return base;
  return kNone;
}

bool ExportScope::has(const SiteAddress& address) const {
  const std::string& path = address.path;
  if (address.is_asset()) return true;
  if (path.starts_with("/api/") || path == "/healthz" || path == "/readyz") return false;
  if (is_file(path))
    return address.query.empty() && !path.ends_with(".atom") && !path.ends_with(".xml");
  const std::string& base = base_of(path);
  return path != base + "/search" &&
         std::find(chosen_.begin(), chosen_.end(), base) != chosen_.end();
}

bool ExportScope::are_one(const SiteAddress& one, const SiteAddress& other) const {
  return sorted_parameters(one.query) == sorted_parameters(other.query) &&
         one.path.substr(base_of(one.path).size()) == other.path.substr(base_of(other.path).size());
}

const std::string* ExportScope::search_base(const std::string& path) const {
  for (const std::string& base : chosen_)
    if (path == base + "/search") return &base;
  return nullptr;
}

CrawlResult crawl_site(const std::vector<std::string>& seeds, const ExportScope& scope,
                       const CrawlHooks& hooks) {
  return Crawl(scope, hooks).run(seeds);
}

}  // namespace entrepot
