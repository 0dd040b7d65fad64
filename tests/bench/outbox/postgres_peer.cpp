// The whole life of a message in PostgreSQL, the way one would write it with care: prepared statements in pipeline mode
// over one connection, N messages in one transaction, and the outcomes of the N before ride along with them.
//
//   bench_postgres CONNECTION SECONDS AT_ONCE       rows/s on standard output
//
// Message and delivery with 2 KiB each, the delivery leased (its next attempt moved on), then settled with its attempt.
#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using timer = std::chrono::steady_clock;

constexpr const char* tables = R"(
create table if not exists message (id uuid primary key, standard text not null, sender text not null, school text not null,
  content_type text not null, received_at timestamptz not null, body bytea not null);
create table if not exists delivery (id uuid primary key, message_id uuid not null, route text not null, destination text not null,
  order_key text not null, state smallint not null, next_attempt timestamptz, body bytea not null);
create index if not exists due on delivery (next_attempt) where state = 0;
create table if not exists attempt (delivery_id uuid not null, number integer not null, at timestamptz not null, status integer not null);
truncate message, delivery, attempt;
)";

struct prepared {
    const char *name, *sql;
    int parameters;
};
constexpr std::array statements{
    prepared{
        "message", "insert into message values ($1, 'uwlr-2.2', 'toetsuitgever', '99ZZ00', 'text/xml', now(), $2)", 2},
    prepared{"delivery", "insert into delivery values ($1, $1, 'scores-to-lms', 'lms', $2, 0, now(), $3)", 3},
    prepared{"lease", "update delivery set next_attempt = now() + interval '30 s' where id = $1 and state = 0", 1},
    prepared{"settle", "update delivery set state = 1, next_attempt = null where id = $1", 1},
    prepared{"attempt", "insert into attempt values ($1, 1, now(), 200)", 1},
};

[[noreturn]] void give_up(PGconn* on, const char* doing) {
    std::fprintf(stderr, "%s: %s\n", doing, PQerrorMessage(on));
    std::exit(1);
}

void expect(PGconn* on, PGresult* told, ExecStatusType wanted, const char* doing) {
    if (PQresultStatus(told) != wanted) give_up(on, doing);
    PQclear(told);
}

std::string uuid_of(std::uint64_t number) {
    std::array<char, 40> text;
    // The first half varies, as random ids do.
    std::snprintf(
        text.data(), text.size(), "%08llx-0000-7000-8000-%012llx",
        static_cast<unsigned long long>((number * 2654435761u) & 0xffffffffu), static_cast<unsigned long long>(number)
    );
    return text.data();
}

class life {
public:
    explicit life(PGconn* on) : on_(on), body_(2048, 'b') {
        for (std::size_t i = 0; i < body_.size(); ++i) body_[i] = static_cast<char>('a' + (i * 7919 + i / 13) % 26);
    }

    double rows_per_second(double seconds, std::size_t at_once) {
        const auto start = timer::now();
        std::size_t rows = 0;
        while (std::chrono::duration<double>(timer::now() - start).count() < seconds) {
            transaction(at_once);
            rows += at_once;
        }
        return static_cast<double>(rows) / std::chrono::duration<double>(timer::now() - start).count();
    }

private:
    void send(const prepared& what, const std::string& id) {
        const std::array<const char*, 3> values{
            id.c_str(), what.parameters == 3 ? "leerling" : body_.data(), body_.data()};
        const int length = static_cast<int>(body_.size());
        const std::array lengths{0, what.parameters == 3 ? 0 : length, length};
        const std::array formats{0, what.parameters == 3 ? 0 : 1, 1};
        if (!PQsendQueryPrepared(on_, what.name, what.parameters, values.data(), lengths.data(), formats.data(), 0))
            give_up(on_, what.name);
        ++sent_;
    }

    void command(const char* sql) {
        if (!PQsendQueryParams(on_, sql, 0, nullptr, nullptr, nullptr, nullptr, 0)) give_up(on_, sql);
        ++sent_;
    }

    // What was delivered meanwhile is settled with what comes in.
    void transaction(std::size_t at_once) {
        command("begin");
        std::vector<std::string> accepted;
        for (std::size_t i = 0; i < at_once; ++i) {
            accepted.push_back(uuid_of(++number_));
            send(statements[0], accepted.back());
            send(statements[1], accepted.back());
        }
        for (const std::string& id : delivered_) send(statements[3], id), send(statements[4], id);
        for (const std::string& id : accepted) send(statements[2], id);
        command("commit");
        delivered_ = std::move(accepted);
        wait();
    }

    void wait() {
        if (!PQpipelineSync(on_)) give_up(on_, "sync");
        for (; sent_ > 0; --sent_) {
            expect(on_, PQgetResult(on_), PGRES_COMMAND_OK, "statement");
            PQgetResult(on_); // null between two
        }
        expect(on_, PQgetResult(on_), PGRES_PIPELINE_SYNC, "sync");
    }

    PGconn* on_;
    std::string body_;
    std::vector<std::string> delivered_;
    std::uint64_t number_ = 0;
    std::size_t sent_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    PGconn* on = PQconnectdb(argv[1]);
    if (PQstatus(on) != CONNECTION_OK) give_up(on, "connect");
    expect(on, PQexec(on, "set client_min_messages = warning"), PGRES_COMMAND_OK, "settings");
    expect(on, PQexec(on, tables), PGRES_COMMAND_OK, "tables");
    for (const prepared& one : statements)
        expect(on, PQprepare(on, one.name, one.sql, one.parameters, nullptr), PGRES_COMMAND_OK, one.name);
    if (!PQenterPipelineMode(on)) give_up(on, "pipeline mode");
    const double seconds = std::atof(argv[2]);
    const auto at_once = static_cast<std::size_t>(std::atoll(argv[3]));
    life rows(on);
    rows.rows_per_second(seconds / 3, at_once); // does not count
    std::printf("%.1f\n", rows.rows_per_second(seconds, at_once));
    PQfinish(on);
}
