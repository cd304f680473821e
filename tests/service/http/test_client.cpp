#include "tests/service/http/test_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cerrno>
#include <utility>

namespace entrepot {
namespace {

HttpServerOptions on_free_port(HttpServerOptions options) {
  if (options.listen.socket_path.empty()) options.listen.port = 0;
  return options;
}

Descriptor connect_to(const std::string& url) {
  constexpr std::string_view kUnix = "unix:";
  const timeval patience{.tv_sec = 20, .tv_usec = 0};
  if (url.starts_with(kUnix)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    url.copy(address.sun_path, sizeof address.sun_path - 1, kUnix.size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return socket;
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address);
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return socket;
}

}  // namespace

RunningServer::RunningServer(HttpHandler handler, HttpServerOptions options)
    : server(on_free_port(std::move(options)), std::move(handler)),
      thread_([this] { server.run(); }) {}

RunningServer::~RunningServer() { stop_and_wait(); }

void RunningServer::stop_and_wait() {
  server.stop();
  if (thread_.joinable()) thread_.join();
}

TestClient::TestClient(const HttpServer& server) : socket_(connect_to(server.url())) {}

void TestClient::send(const std::string& bytes) const {
  ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

std::string TestClient::receive(const std::function<bool(const std::string&)>& enough) const {
  std::string out;
  std::array<char, 65536> bytes;
  while (!enough || !enough(out)) {
    const ssize_t count = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
    if (count <= 0) break;
    out.append(bytes.data(), static_cast<std::size_t>(count));
  }
  return out;
}

bool TestClient::is_closed() const {
  std::array<char, 65536> bytes;
  while (true) {
    const ssize_t count = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
    if (count == 0) return true;
    if (count < 0) return errno == ECONNRESET;
  }
}

std::string get(const std::string& path, const std::string& fields) {
  return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

bool comes_to_be(const std::function<bool()>& is_so) {
  for (int i = 0; i < 2000; ++i) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace entrepot
