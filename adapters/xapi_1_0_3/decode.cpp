#include "adapters/xapi_1_0_3/decode.hpp"

#include "adapters/xapi_1_0_3/digest.hpp"
#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/request.hpp"
#include "adapters/xapi_1_0_3/rules.hpp"
#include "adapters/xapi_1_0_3/translate.hpp"

#include <algorithm>

namespace schakel::xapi_1_0_3 {

namespace {

class decoding {
public:
    decoding(const exchange& received, const decode_options& options, const validation::json_schema& schema)
        : received_(received), options_(options), schema_(schema) {}

    decoded run() {
        out_.kind = "statements";
        out_.version = "1.0.3";
        out_.repeats_may_differ = false;
        findings transport;
        request_ = open_request(received_, transport);
        for (finding& one : transport) place(one.where);
        out_.report.add(layer::transport, std::move(transport));
        if (out_.report.rejects()) return std::move(out_);
        findings found;
        const auto document = json::document::parse(request_.json, options_.limits, found);
        add(layer::well_formed, std::move(found));
        if (document) judge(document->root());
        return std::move(out_);
    }

private:
    void judge(json::value root) {
        add(layer::schema, schema_.validate(root, request_.json, options_.limits));
        if (out_.report.rejects()) return;
        findings found = check(root, request_);
        limit(found);
        std::ranges::stable_sort(found, {}, [](const finding& one) { return one.where.offset; });
        json::locate(request_.json, found);
        add(layer::rules, std::move(found));
        if (!out_.report.rejects()) read(root);
    }

    // An error counts, however many warnings come before it.
    void limit(findings& found) const {
        if (found.size() <= options_.limits.findings) return;
        std::ranges::stable_partition(found, [](const finding& one) { return one.broken->level == severity::error; });
        found.resize(options_.limits.findings);
    }

    void read(json::value root) {
        const std::vector<wire::statement> statements = parse(root);
        std::vector<std::string> ids;
        for (const wire::statement& one : statements) {
            ids.push_back(id_at(one.at, request_.statement_id, received_, ids.size()));
            out_.keys.push_back({ids.back(), digest(one.at)});
            if (out_.school.empty()) out_.school = school_of(one);
        }
        translated meaning = to_model(statements, ids, received_.received_at);
        out_.records = std::move(meaning.records);
        out_.trace = std::move(meaning.trace);
        out_.report.add(layer::meaning, {});
    }

    // A body of several parts is no JSON, so a place in it is a line and a column.
    void place(location& where) const {
        const std::string_view before = std::string_view(received_.body).substr(0, where.offset);
        const std::size_t line = before.rfind('\n');
        where.line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
        where.column =
            static_cast<std::uint32_t>(line == std::string_view::npos ? before.size() + 1 : before.size() - line);
    }

    // Places are told in the body as it was received, also when the JSON is its first part.
    void add(layer which, findings list) {
        const std::string_view before = std::string_view(received_.body).substr(0, request_.json_offset);
        const auto lines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
        for (finding& one : list) {
            if (one.where.offset != location::nowhere) one.where.offset += request_.json_offset;
            if (one.where.line != 0) one.where.line += lines;
        }
        out_.report.add(which, std::move(list));
    }

    const exchange& received_;
    const decode_options& options_;
    const validation::json_schema& schema_;
    opened_request request_;
    decoded out_;
};

} // namespace

decoded decode_request(const exchange& received, const decode_options& options, const validation::json_schema& schema) {
    return decoding(received, options, schema).run();
}

std::string id_at(json::value statement, std::string_view of_address, const exchange& received, std::size_t position) {
    if (const json::value own = statement.member("id")) return lower(own.text());
    if (!of_address.empty()) return std::string(of_address);
    return mint("received", {received.id, std::to_string(position)});
}

} // namespace schakel::xapi_1_0_3
