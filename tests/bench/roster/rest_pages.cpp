#include "tests/bench/roster/rest_pages.hpp"

#include "gateway/adapter/roster.hpp"
#include "gateway/pipeline/query_memory.hpp"
#include "gateway/transport/http_message.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>

namespace schakel::bench {

namespace {

std::string base_of(const adapter& by) {
    return "https://sis.example" + std::string(by.info().base_path);
}

std::string file_of(const std::string& folder, std::size_t number, const char* extension) {
    return folder + "/" + std::to_string(number) + extension;
}

exchange question_for(const std::string& target) {
    exchange asked;
    asked.method = "GET";
    asked.raw_path = target.substr(0, target.find('?'));
    asked.path = transport::percent_decode(asked.raw_path).value_or("");
    const std::string query = asked.raw_path.size() < target.size() ? target.substr(asked.raw_path.size() + 1) : "";
    for (const transport::parameter& one : transport::parse_form(query).value_or(std::vector<transport::parameter>{}))
        asked.query.emplace_back(one.name, one.value);
    return asked;
}

// The head of the service's answer; its bytes are put into `body`.
received_answer
serve(const adapter& by, const roster_view& school, const std::string& target, answer_memo& notes, std::string& body) {
    const exchange asked = question_for(target);
    answering how;
    const auto& scopes = by.roster()->abilities().scopes;
    how.scopes.insert(scopes.begin(), scopes.end());
    how.base_url = base_of(by);
    how.school = school.head().school;
    how.memo = &notes;
    const std::shared_ptr<const roster_view> view(std::shared_ptr<const void>(), &school);
    const roster_question about = by.roster()->question(asked, {});
    roster_answer given = by.roster()->answer(asked, about, view, how);
    body = std::move(given.head.body);
    for (bool more = given.stream != nullptr; more;) more = given.stream->next(body);
    if (given.head.status != 200) throw std::runtime_error("refused: " + target);
    received_answer out;
    out.status = given.head.status;
    out.headers = given.head.headers;
    return out;
}

// The client asks until it has the whole school; `answer` is given the number and the target of each request.
void pull(const adapter& by, const std::function<received_answer(std::size_t, const std::string&)>& answer) {
    pull_options options;
    options.base_url = base_of(by);
    const auto conversation = by.roster()->pull(options);
    discarding_sink nobody;
    std::size_t number = 0;
    while (const auto asked = conversation->next()) conversation->take(*asked, answer(number++, asked->path), nobody);
    if (conversation->state().what != pull_state::phase::complete)
        throw std::runtime_error("the fetch did not end well: " + conversation->state().reason);
}

void write_page(
    const std::string& folder, std::size_t number, const std::string& target, const received_answer& answer
) {
    std::ofstream(file_of(folder, number, ".json"), std::ios::binary) << answer.body;
    std::ofstream head(file_of(folder, number, ".head"), std::ios::binary);
    head << target << '\n';
    for (const auto& [name, value] : answer.headers) head << name << '\n' << value << '\n';
}

received_answer read_page(const std::string& folder, std::size_t number) {
    received_answer out;
    out.status = 200;
    const std::string path = file_of(folder, number, ".json");
    out.body.resize(std::filesystem::file_size(path));
    std::ifstream(path, std::ios::binary).read(out.body.data(), static_cast<std::streamsize>(out.body.size()));
    std::ifstream head(file_of(folder, number, ".head"));
    std::string name, value;
    std::getline(head, name); // what was asked
    while (std::getline(head, name) && std::getline(head, value)) out.headers.add(name, value);
    return out;
}

} // namespace

void write_pages(const adapter& by, const roster_view& school, const std::string& folder) {
    pipeline::query_memory memory; // as in a running gateway
    pipeline::question_notes notes(memory.notes, school.version());
    pull(by, [&](std::size_t number, const std::string& target) {
        std::string body;
        received_answer out = serve(by, school, target, notes, body);
        out.body = std::move(body);
        write_page(folder, number, target, out);
        return out;
    });
}

void fetch_pages(const adapter& by, const std::string& folder) {
    pull(by, [&](std::size_t number, const std::string&) { return read_page(folder, number); });
}

void serve_pages(const adapter& by, const roster_view& school, const std::string& folder) {
    pipeline::query_memory memory; // as in a running gateway
    pipeline::question_notes notes(memory.notes, school.version());
    std::string target, body;
    for (std::size_t number = 0;; ++number) {
        std::ifstream head(file_of(folder, number, ".head"));
        if (!std::getline(head, target)) return;
        serve(by, school, target, notes, body);
    }
}

} // namespace schakel::bench
