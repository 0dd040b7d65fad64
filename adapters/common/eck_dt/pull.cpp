#include "adapters/common/eck_dt/pull.hpp"

#include "adapters/common/eck_dt/rule_catalogue.hpp"
#include "adapters/common/eck_dt/write.hpp"
#include "gateway/adapter/minted_id.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace schakel::eck_dt {

namespace {

using phase = pull_state::phase;
constexpr std::array<std::string_view, 5> parameters{
    "path", "own_address", "organisation_id", "first_entry", "page_size"};
constexpr int attempts_at_most = 3;
constexpr std::int64_t pages_at_most = 100'000;

std::string value_in(const pull_options& options, std::string_view name, std::string_view otherwise) {
    const auto found = options.parameters.find(name);
    return found == options.parameters.end() ? std::string(otherwise) : found->second;
}

std::int64_t number_in(const pull_options& options, std::string_view name, std::int64_t otherwise) {
    const std::string text = value_in(options, name, "");
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && read.ec == std::errc{} ? value : otherwise;
}

class conversation final : public entitlement_pull {
public:
    conversation(const pull_options& options, const edition& by, const validation::xsd_schema& schema)
        : options_(options), by_(by), schema_(schema), at_(number_in(options, "first_entry", by.first)),
          size_(std::clamp<std::int64_t>(number_in(options, "page_size", 100), 1, 1000)) {
        reading_.kind = "ReadCatalogResult";
        reading_.complete = true;
    }

    std::optional<outgoing> next() override {
        if (state_.what != phase::running) return std::nullopt;
        question asked;
        asked.first = at_;
        asked.amount = size_;
        asked.action = "http://dt2.eck.nl/service/catalogservice/v" + std::string(by_.version) + "/readcatalog";
        asked.from = value_in(options_, "own_address", "https://schakel.invalid");
        const std::string organisation = value_in(options_, "organisation_id", "");
        if (!organisation.empty()) asked.from += "?organisationid=" + organisation;
        const std::string key = to_rfc3339_milliseconds(options_.now) + " " + std::to_string(at_);
        asked.message_id = "urn:uuid:" + minted_id(minting_space(options_.school), "question", key);
        outgoing request;
        request.path = value_in(options_, "path", "");
        request.headers.set("Content-Type", "text/xml; charset=utf-8");
        request.headers.set("SOAPAction", "\"" + asked.action + "\"");
        request.body = question_text(by_, asked, options_.base_url + request.path);
        state_.doing = "entries from " + std::to_string(at_);
        state_.retry_after.reset();
        return request;
    }

    void take(const outgoing&, const received_answer& answer, entitlement_sink& into) override {
        if (state_.what != phase::running) return;
        if (answer.how != received_answer::transport::answered) return end(phase::interrupted, answer.error);
        if (answer.status == 200) return read(answer, into);
        if (answer.status == 429 || answer.status == 502 || answer.status == 503 || answer.status == 504) {
            if (++attempts_ >= attempts_at_most)
                return end(phase::interrupted, "HTTP " + std::to_string(answer.status));
            state_.retry_after = std::chrono::seconds(5);
            return;
        }
        findings told{finding{&fault::source_answer, {}, "200", std::to_string(answer.status), {}}};
        reading_.report.add(layer::transport, std::move(told));
        end(phase::failed, "HTTP " + std::to_string(answer.status));
    }

    const pull_state& state() const override { return state_; }
    const entitlement_reading& reading() const override { return reading_; }

private:
    // Products that a page before brought already are passed over: who counts from 1 gives one twice when asked from 0.
    struct fresh final : entitlement_sink {
        fresh(std::set<std::string>& known, entitlement_sink& to) : seen(known), into(to) {}
        void add(model::access::record&& what) override {
            ++entries;
            if (!seen.insert(id_of(what)).second) return;
            ++records;
            into.add(std::move(what));
        }
        std::set<std::string>& seen;
        entitlement_sink& into;
        std::int64_t entries = 0;
        std::uint64_t records = 0;
    };

    void end(phase what, std::string reason) {
        state_.what = what;
        state_.reason = std::move(reason);
    }

    void read(const received_answer& answer, entitlement_sink& into) {
        fresh counted(seen_, into);
        const document_input input{answer.body, nullptr, "text/xml", {}};
        decode_options how;
        how.limits = options_.limits;
        entitlement_reading page = read_document(input, by_, schema_, how, counted);
        for (const layer which : all_layers) reading_.report.add(which, std::move(page.report.at(which).findings));
        reading_.trace.add(page.trace);
        reading_.version = page.version;
        if (page.report.rejects() || reading_.report.rejects()) return end(phase::failed, "the answer is not valid");
        state_.records += counted.records;
        at_ += counted.entries;
        if (counted.entries < size_ || counted.records == 0 || ++pages_ >= pages_at_most) {
            state_.watermark = to_rfc3339(options_.now);
            end(phase::complete, {});
        }
    }

    pull_options options_;
    const edition& by_;
    const validation::xsd_schema& schema_;
    std::int64_t at_, size_, pages_ = 0;
    pull_state state_;
    entitlement_reading reading_;
    std::set<std::string> seen_;
    int attempts_ = 0;
};

} // namespace

std::span<const std::string_view> pull_parameters() {
    return parameters;
}

std::unique_ptr<entitlement_pull>
make_pull(const pull_options& options, const edition& by, const validation::xsd_schema& schema) {
    return std::make_unique<conversation>(options, by, schema);
}

} // namespace schakel::eck_dt
