#include "gateway/command/goals_upload.hpp"

#include "gateway/codec/zip_writer.hpp"
#include "gateway/command/admin_answer.hpp"
#include "gateway/command/goals_telling.hpp"
#include "gateway/command/progress_bar.hpp"

#include <optional>
#include <thread>

namespace schakel::command {

namespace {

constexpr std::string_view imports_path = "/admin/v1/goals/imports";
constexpr auto between_looks = std::chrono::milliseconds(200);

// Names in an archive stay below it.
std::string name_inside(std::string_view path) {
    std::string name;
    while (!path.empty()) {
        const std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(part.size() + 1, path.size()));
        if (part.empty() || part == "." || part == "..") continue;
        name.append(name.empty() ? "" : "/").append(part);
    }
    return name;
}

std::string packed(const goals_files& files) {
    const auto& all = files.documents();
    if (all.size() == 1) return std::string(all.front().bytes);
    std::string archive;
    zip::writer out(archive);
    for (const goals::goal_document& one : all) {
        out.begin(name_inside(one.name));
        out.write(one.bytes);
        out.end();
    }
    out.finish();
    return archive;
}

std::optional<json::document> body_of(const result<admin_answer>& answer) {
    findings ignored;
    return answer ? json::document::parse(answer->body, {}, ignored) : std::nullopt;
}

// What the import is doing, until it ended.
result<admin_answer> watch(const admin_address& gateway, const std::string& id) {
    std::optional<progress_bar> bar;
    std::uint64_t shown = 0;
    for (;; std::this_thread::sleep_for(between_looks)) {
        auto answer = call_admin(gateway, "GET", std::string(imports_path) + "/" + id);
        const auto body = body_of(answer);
        if (!body || answer->status != 200 || body->root().member("state").text() == "ended") return answer;
        const json::value progress = body->root().member("progress");
        const auto expected = static_cast<std::uint64_t>(progress.member("expected").integer().value_or(0));
        const auto read = static_cast<std::uint64_t>(progress.member("bytes").integer().value_or(0));
        if (!bar) bar.emplace(expected);
        bar->tell(text_of(progress, "doing"));
        bar->advance(read - std::min(read, std::exchange(shown, read)));
    }
}

} // namespace

int follow_import(const admin_address& gateway, result<admin_answer> started, bool json) {
    if (const auto body = body_of(started); body && started->status == 202)
        started = watch(gateway, text_of(body->root(), "id"));
    int told = exit_code::fine;
    const int asked = print_answer(started, {{}, false}, [&](json::value of) {
        const json::value outcome = of.member("outcome");
        if (json) std::printf("%s\n", std::string(outcome.raw()).c_str());
        told = json ? code_of(outcome) : print_import(outcome);
    });
    return asked != exit_code::fine ? asked : told;
}

int import_through_gateway(
    const goals_import_options& options, const admin_address& gateway, const goals_files& files,
    const std::string& standard
) {
    const named_values values{{"name", options.paths.front()},  {"standard", standard},
                              {"framework", options.framework}, {"release", options.release},
                              {"published", options.published}, {"dry_run", options.dry_run ? "true" : ""}};
    auto answer = call_admin(gateway, "POST", std::string(imports_path) + query_of(values), packed(files));
    return follow_import(gateway, std::move(answer), options.json);
}

} // namespace schakel::command
