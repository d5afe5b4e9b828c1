// SPDX-License-Identifier: GPL-3.0-or-later
//
// A SCEP server that misbehaves as it is told. It shares no code with core/scep, so that it can judge it.
#include "tests/support/scep_server/modes.h"
#include "tests/support/scep_server/require.h"
#include "tests/support/scep_server/server.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <openssl/provider.h>

#include <arpa/inet.h>
#include <array>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <set>
#include <span>
#include <string_view>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace scep_server;

namespace {

struct Arguments
{
    Behaviour behaviour;
    QByteArray challenge;
    QByteArray tlsCertificate;
    QByteArray tlsKey;
    QString log;
    quint16 port = 0;
};

using ProviderHandle = x509::Handle<OSSL_PROVIDER, OSSL_PROVIDER_unload>;
using ContextHandle = x509::Handle<SSL_CTX, SSL_CTX_free>;

[[noreturn]] void usage(const char* reason)
{
    (void)std::fprintf(stderr,
                       "error: %s\nscep_test_server [--mode NAME]... [--challenge-env VARIABLE | --challenge "
                       "TEXT] [--tls CERTIFICATE KEY] [--redirect-to URL] [--port N] [--log FILE] | --list\n",
                       reason);
    std::_Exit(2);
}

void print(const QByteArray& line)
{
    (void)std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    (void)std::fflush(stdout);
}

void listModes()
{
    for (const auto& mode : modes())
        print(QByteArray(mode.name) + '\t' + mode.sentence + '\n');
}

Arguments parse(std::span<char*> words)
{
    Arguments arguments;
    const auto next = [&] {
        if (words.size() < 2)
            usage("a value is missing");
        words = words.subspan(1);
        return words.front();
    };
    for (; !words.empty(); words = words.subspan(1)) {
        const std::string_view option = words.front();
        if (option == "--mode") {
            const auto* mode = findMode(next());
            if (mode == nullptr)
                usage("there is no such mode");
            mode->change(arguments.behaviour);
        } else if (option == "--challenge") {
            arguments.challenge = next();
        } else if (option == "--challenge-env") {
            arguments.challenge = qgetenv(next());
        } else if (option == "--tls") {
            arguments.tlsCertificate = next();
            arguments.tlsKey = next();
        } else if (option == "--redirect-to") {
            arguments.behaviour.redirects = Behaviour::Operation::Any;
            arguments.behaviour.location = next();
        } else if (option == "--log") {
            arguments.log = QFile::decodeName(next());
        } else if (option == "--port") {
            arguments.port = QByteArray(next()).toUShort();
        } else {
            usage("there is no such option");
        }
    }
    return arguments;
}

/// A listening socket and its port; port 0 stands for any.
std::pair<int, quint16> listenOn(quint16 port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    socklen_t size = sizeof(address);
    require(::bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener, 64) == 0
                && ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0,
            "listen");
    return {listener, ntohs(address.sin_port)};
}

ContextHandle tlsContext(const Arguments& arguments)
{
    ContextHandle context;
    if (arguments.tlsCertificate.isEmpty())
        return context;
    context.reset(SSL_CTX_new(TLS_server_method()));
    require(SSL_CTX_use_certificate_chain_file(context.get(), arguments.tlsCertificate.constData()) == 1
                && SSL_CTX_use_PrivateKey_file(context.get(), arguments.tlsKey.constData(), SSL_FILETYPE_PEM)
                       == 1,
            "use the certificate for TLS");
    return context;
}

/// Writes certificates where a test can read them.
QString writePem(const QTemporaryDir& folder, const QString& name, X509* certificate)
{
    QFile file(folder.filePath(name));
    require(file.open(QIODevice::WriteOnly), "write a certificate");
    file.write(toPem(certificate));
    return file.fileName();
}

QJsonObject introduction(const Server& server, quint16 port, bool tls, const QTemporaryDir& folder)
{
    const auto& authority = server.authority();
    QJsonObject record{
        {QStringLiteral("url"),
         QStringLiteral("%1://127.0.0.1:%2/scep").arg(QLatin1String(tls ? "https" : "http")).arg(port)},
        {QStringLiteral("ca"), writePem(folder, QStringLiteral("ca.pem"), authority.ca.certificate.get())},
        {QStringLiteral("ra"), QJsonValue()},
    };
    if (!authority.registration.empty())
        record.insert(QStringLiteral("ra"),
                      writePem(folder, QStringLiteral("ra.pem"), authority.signer().certificate.get()));
    return record;
}

/// Connections that are being served, each on a thread of its own.
class Connections
{
public:
    Connections(Server& server, SSL_CTX* context) : m_server(server), m_context(context) {}
    ~Connections()
    {
        {
            const std::scoped_lock lock(m_mutex);
            for (const int descriptor : m_open)
                ::shutdown(descriptor, SHUT_RDWR);
        }
        for (auto& thread : m_threads)
            thread.join();
    }
    Connections(const Connections&) = delete;
    Connections& operator=(const Connections&) = delete;

    void add(int descriptor)
    {
        const std::scoped_lock lock(m_mutex);
        m_open.insert(descriptor);
        m_threads.emplace_back([this, descriptor] {
            Stream stream(descriptor);
            if (m_context == nullptr || stream.acceptTls(m_context))
                m_server.serve(stream);
            const std::scoped_lock done(m_mutex);
            m_open.erase(descriptor);
        });
    }

private:
    Server& m_server;
    SSL_CTX* m_context;
    std::mutex m_mutex;
    std::set<int> m_open;
    std::vector<std::thread> m_threads;
};

/// A descriptor that can be read once the program shall end.
int endSignals()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    sigdelset(&ends, SIGPIPE);
    return ::signalfd(-1, &ends, SFD_CLOEXEC);
}

/// Until a signal comes or standard input is closed.
void run(int listener, int signalled, Connections& connections)
{
    std::array<pollfd, 3> watched{{{listener, POLLIN, 0}, {signalled, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
    while (::poll(watched.data(), watched.size(), -1) >= 0) {
        char byte = 0;
        if (watched[1].revents != 0 || (watched[2].revents != 0 && ::read(STDIN_FILENO, &byte, 1) <= 0))
            return;
        if (watched[0].revents != 0) {
            const int accepted = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            if (accepted >= 0)
                connections.add(accepted);
        }
    }
}

}  // namespace

int main(int count, char** values)
{
    const auto words = std::span(values, static_cast<std::size_t>(count)).subspan(1);
    if (!words.empty() && words.front() == std::string_view("--list")) {
        listModes();
        return 0;
    }
    const auto arguments = parse(words);
    const int signalled = endSignals();
    // For single DES, in answers and in what some clients send.
    const ProviderHandle legacy(OSSL_PROVIDER_load(nullptr, "legacy"));
    const ProviderHandle usual(OSSL_PROVIDER_load(nullptr, "default"));
    require(legacy != nullptr && usual != nullptr, "load the legacy algorithms of OpenSSL");

    QFile log(arguments.log);
    std::mutex logMutex;
    require(arguments.log.isEmpty() ? log.open(stdout, QIODevice::WriteOnly)
                                    : log.open(QIODevice::WriteOnly | QIODevice::Append),
            "write the log");
    QElapsedTimer clock;
    clock.start();
    const auto write = [&](QJsonObject record) {
        record.insert(QStringLiteral("milliseconds"), clock.elapsed());
        const std::scoped_lock lock(logMutex);
        log.write(QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n');
        log.flush();
    };
    Server server(arguments.behaviour, arguments.challenge, write);
    const auto context = tlsContext(arguments);
    const QTemporaryDir folder;
    const auto [listener, port] = listenOn(arguments.port);
    const auto first = introduction(server, port, context != nullptr, folder);
    print(QJsonDocument(first).toJson(QJsonDocument::Compact) + '\n');
    {
        Connections connections(server, context.get());
        run(listener, signalled, connections);
        ::close(listener);
    }
    return 0;
}
