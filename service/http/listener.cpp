#include "service/http/listener.h"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

#include "model/error.h"

namespace entrepot {
namespace {

constexpr int kBacklog = 512;  // connections of a burst that wait to be accepted

Error cannot_listen(const std::string& where, const std::string& why, bool is_in_use = false) {
  return Error(fmt::format("cannot listen on {}: {}", where, why),
               is_in_use
                   ? "stop the program that uses it, or choose another: --listen 127.0.0.1:8081"
                   : "choose another address: --listen 127.0.0.1:8080");
}

Error failed(const std::string& where) {
  const int why = errno;
  return cannot_listen(where, std::strerror(why), why == EADDRINUSE);
}

Descriptor new_socket(int family) {
  return Descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

sockaddr_un unix_address(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

/// Whether a program accepts connections on a Unix socket. A full queue is one, too.
bool is_answered(const sockaddr_un& address) {
  const Descriptor probe = new_socket(AF_UNIX);
  return probe && (::connect(probe.get(), reinterpret_cast<const sockaddr*>(&address),
                             sizeof address) == 0 ||
                   errno == EAGAIN);
}

Descriptor listen_on_path(const std::string& path) {
  const std::string where = "unix:" + path;
  const sockaddr_un address = unix_address(path);
  struct stat status {};
  // A file of any other kind is not touched.
  if (::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode) && !is_answered(address))
    ::unlink(path.c_str());
  Descriptor socket = new_socket(AF_UNIX);
  if (!socket) throw failed(where);
  // Nobody can connect before listen(), so that nobody comes in before the mode is right.
  if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw failed(where);
  if (::chmod(path.c_str(), S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP) != 0 ||
      ::listen(socket.get(), kBacklog) != 0) {
    const Error failure = failed(where);
    ::unlink(path.c_str());
    throw failure;
  }
  return socket;
}

Descriptor listen_on_port(const ListenAddress& listen, const std::string& where) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int why =
      ::getaddrinfo(listen.host.c_str(), std::to_string(listen.port).c_str(), &hints, &found);
  if (why != 0) throw cannot_listen(where, "there is no such address");
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all(found, &::freeaddrinfo);
  for (const addrinfo* one = all.get(); one != nullptr; one = one->ai_next) {
    Descriptor socket = new_socket(one->ai_family);
    if (!socket) continue;
    // SO_REUSEPORT is left off: a second server on the port must fail, not share it.
    const int on = 1, off = 0;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (one->ai_family == AF_INET6)  // "[::]" takes both
      ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (::bind(socket.get(), one->ai_addr, one->ai_addrlen) == 0 &&
        ::listen(socket.get(), kBacklog) == 0)
      return socket;
  }
  throw failed(where);
}

int port_of(const Descriptor& socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

ListenAddress parse_listen_address(const std::string& text) {
  const auto wrong = [&] {
    return Error(fmt::format("cannot listen on '{}'", text),
                 "write HOST:PORT, such as 127.0.0.1:8080, or unix:PATH");
  };
  ListenAddress address;
  if (text.starts_with("unix:")) {
    address.socket_path = text.substr(5);
    if (address.socket_path.empty() || address.socket_path.size() >= sizeof(sockaddr_un::sun_path))
      throw wrong();
    return address;
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) throw wrong();
  address.host = text.substr(0, colon);
  if (address.host.front() == '[' && address.host.back() == ']')
    address.host = address.host.substr(1, address.host.size() - 2);
  const char* const end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (failure != std::errc{} || rest != end || address.port < 0 || address.port > 65535 ||
      address.host.empty())
    throw wrong();
  return address;
}

Listener::Listener(const ListenAddress& address) {
  if (!address.socket_path.empty()) {
    url_ = "unix:" + address.socket_path;
    socket_ = listen_on_path(address.socket_path);
    socket_path_ = address.socket_path;
    return;
  }
  const bool ipv6 = address.host.find(':') != std::string::npos;
  const std::string host = ipv6 ? "[" + address.host + "]" : address.host;
  socket_ = listen_on_port(address, fmt::format("{}:{}", host, address.port));
  url_ = fmt::format("http://{}:{}", host, port_of(socket_));
}

Listener::~Listener() {
  if (!socket_path_.empty()) ::unlink(socket_path_.c_str());
}

Descriptor Listener::accept() const {
  Descriptor connection(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
  const int on = 1;
  if (connection && socket_path_.empty())
    ::setsockopt(connection.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connection;
}

}  // namespace entrepot
