#include "gateway/command/eckid_order.hpp"

#include "gateway/command/eckid_names.hpp"
#include "gateway/command/eckid_telling.hpp"
#include "gateway/command/input.hpp"
#include "gateway/core/id.hpp"
#include "gateway/service/http_conversion.hpp"
#include "gateway/service/service.hpp"
#include "gateway/transport/client.hpp"

#include <atomic>
#include <csignal>
#include <thread>

namespace schakel::command {

namespace {

using operation = chain_id_question::operation;

std::atomic<bool> told_to_stop = false;

// The service, over HTTP with our certificate.
class issuing_service {
public:
    static result<std::unique_ptr<issuing_service>> open(const settings::settings& all) {
        auto egress = transport::egress_policy::from_list(all.gateway.allow_private);
        if (!egress) return egress.error();
        const settings::eckid_service& at = *all.eckid;
        std::unique_ptr<issuing_service> out(new issuing_service(at));
        if (!at.ca_file.empty() || !at.certificate_file.empty()) {
            auto tls = transport::load_client_tls(
                {at.ca_file, at.certificate_file, at.key_file, transport::tls_version::tls_1_2}
            );
            if (!tls) return tls.error();
            out->tls_ = *tls;
        }
        transport::client_settings how;
        how.egress = *std::move(egress);
        auto client = transport::http_client::create(out->threads_, how);
        if (!client) return client.error();
        out->client_ = *std::move(client);
        out->threads_.start();
        return out;
    }

    ~issuing_service() {
        if (client_) client_->stop();
        threads_.stop();
    }

    received_answer ask(const outgoing& message) {
        transport::client_request request;
        request.method = message.method;
        request.url = at_.url + message.path;
        for (const auto& [name, value] : message.headers) request.headers.add(name, value);
        request.body = message.body;
        request.tls = tls_;
        request.response_timeout = at_.time_out;
        return pipeline::await_answer(
            [&](std::function<void(received_answer)> done) {
                client_->send(std::move(request), [done = std::move(done)](transport::client_outcome outcome) {
                    done(
                        outcome ? service::to_answer(std::move(outcome.response()))
                                : service::no_answer(outcome.error())
                    );
                });
            },
            [] { return false; }
        );
    }

private:
    explicit issuing_service(const settings::eckid_service& at) : at_(at) {}

    const settings::eckid_service& at_;
    transport::server threads_{transport::server_settings{.threads = 1}};
    std::shared_ptr<const transport::client_tls> tls_;
    std::unique_ptr<transport::http_client> client_;
};

// By its register, else as its BRIN gives it.
std::string oin_of(const settings::school& school) {
    const model::identifiers known = school.identifiers_at(system_clock().now());
    if (const auto oin = model::value_of(known, model::scheme::oin); !oin.empty()) return std::string(oin);
    const auto brin = model::value_of(known, model::scheme::brin);
    return brin.empty() ? std::string() : "00000007000" + std::string(brin) + "00000";
}

chain_id_options conversing(const settings::eckid_service& at, const settings::school& school) {
    chain_id_options out;
    out.to = at.url;
    out.school_oin = oin_of(school);
    out.chain = at.chain;
    out.sector = at.sector_for(school.id);
    out.production = at.production;
    out.poll = at.poll;
    out.polls = at.polls;
    out.message_id = [] { return "urn:uuid:" + new_id(system_clock()); };
    return out;
}

bool wait_for(std::chrono::seconds how_long) {
    const auto until = std::chrono::steady_clock::now() + how_long;
    while (!told_to_stop && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    return !told_to_stop;
}

int complain(const std::string& why, int code = exit_code::findings) {
    std::fprintf(stderr, "schakel: %s\n", why.c_str());
    return code;
}

// One question without persons, and its answer on standard output.
int tell_about(operation what, const chain_id_adapter& by, const chain_id_options& with, issuing_service& service) {
    chain_id_question question;
    question.what = what;
    question.message_id = with.message_id();
    question.to = with.to;
    question.school_oin = with.school_oin;
    const received_answer got = service.ask(by.ask(question));
    if (got.how != received_answer::transport::answered) return complain(got.error, exit_code::try_again);
    const auto read = by.read_answer(got.body, {});
    if (read.report.rejects() || read.what.with_fault)
        return complain(
            "HTTP " + std::to_string(got.status) +
            (read.what.with_fault ? ", a fault of the service" : ", no answer that fits")
        );
    if (what == operation::ping)
        std::printf("%s, version %s\n", read.what.available ? "available" : "not available", read.what.version.c_str());
    for (const chain_id_answer::choice& one : read.what.choices)
        std::printf("%s  %s  %s\n", one.id.c_str(), one.name.c_str(), one.description.c_str());
    return exit_code::fine;
}

int tell_status(const pipeline::chain_id_journal& journal) {
    std::printf("%zu batches handed in and not fetched\n", journal.batches().size());
    for (const pipeline::open_batch& one : journal.batches())
        std::printf(
            "%s  %zu persons, %s\n", to_rfc3339(one.submitted).c_str(), one.keys.size(),
            one.what.what == chain_id_batch::content::roots ? "first round" : "second round"
        );
    return exit_code::fine;
}

// What every order needs, found and checked.
struct prepared {
    settings::settings settings;
    const settings::school* school = nullptr;
    const chain_id_adapter* by = nullptr;
};

// None: that was told, with the exit code.
result<prepared, int> prepare(const eckid_options& options, const adapter_registry& adapters) {
    settings::loaded read = settings::load(options.config, service::known_standards(adapters));
    print_faults(stderr, read.faults);
    if (!read.good()) return exit_code::bad_configuration;
    prepared out;
    out.settings = std::move(read.settings);
    if (!out.settings.eckid) return complain("the configuration has no [eckid]", exit_code::bad_configuration);
    out.school = out.settings.find_school(options.school);
    if (!out.school) return usage_error("the configuration has no school \"" + options.school + "\"");
    if (oin_of(*out.school).empty())
        return complain("the school has neither an oin nor a brin", exit_code::bad_configuration);
    for (const auto& one : adapters)
        if (one->chain_ids()) out.by = one->chain_ids();
    return out;
}

void carry_out(
    eckid_order what, const pipeline::chain_id_work& work, people_list list, pipeline::chain_id_tally& into
) {
    pipeline::take_up_batches(work, into);
    if (what == eckid_order::fetch) pipeline::issue_chain_ids(work, std::move(list), into);
    if (what == eckid_order::replace) pipeline::replace_numbers(work, std::move(list), into);
}

int work_on(
    eckid_order what, const prepared& with, const eckid_options& options, const common_options& common,
    issuing_service& service
) {
    people_list list;
    if (!options.list.empty()) {
        auto text = read_input(options.list);
        if (!text) return usage_error(text.error().message);
        list = with.by->read_people(*text, what == eckid_order::replace);
        crypto::wipe(*text);
        if (list.report.rejects()) return tell_faults(shown_name(options.list), list, common.lang);
    }
    const settings::eckid_service& at = *with.settings.eckid;
    auto journal = pipeline::chain_id_journal::open(with.settings.gateway.data_directory + "/eckid", with.school->id);
    if (!journal) return complain(journal.error().message, exit_code::try_again);
    if (what == eckid_order::status) return tell_status(**journal);
    auto names = names_of(with.settings, *with.school, options.config);
    if (!names) return complain(names.error().message, exit_code::try_again);
    const eckid_progress progress;
    const pipeline::pull_means how{
        .ask = [&](const outgoing& message) { return service.ask(message); },
        .wait = wait_for,
        .tell = [&](const pipeline::intake_progress& one) { progress.tell(one); },
        .stopping = [] { return told_to_stop.load(); }};
    pipeline::chain_id_work work{*with.by, conversing(at, *with.school), *names->names, **journal, how, system_clock(),
                                 at.salt};
    work.batch_size = at.batch_size;
    work.hashing = options.threads;
    if (options.one_by_one) work.one_by_one = list.people.size();
    pipeline::chain_id_tally tally;
    carry_out(what, work, std::move(list), tally);
    return tell_tally(tally, common);
}

} // namespace

int run_eckid(
    eckid_order what, const eckid_options& options, const common_options& common, const adapter_source& adapters
) {
    crypto::keep_memory_private();
    std::signal(SIGINT, [](int) { told_to_stop = true; });
    std::signal(SIGTERM, [](int) { told_to_stop = true; });
    const adapter_registry registry = adapters();
    const auto with = prepare(options, registry);
    if (!with) return with.error();
    const auto service = issuing_service::open(with->settings);
    if (!service) return complain(service.error().message, exit_code::bad_configuration);
    const chain_id_options talk = conversing(*with->settings.eckid, *with->school);
    switch (what) {
    case eckid_order::ping: return tell_about(operation::ping, *with->by, talk, **service);
    case eckid_order::chains: return tell_about(operation::chains, *with->by, talk, **service);
    case eckid_order::sectors: return tell_about(operation::sectors, *with->by, talk, **service);
    default: return work_on(what, *with, options, common, **service);
    }
}

} // namespace schakel::command
