#include "gateway/command/translate_access.hpp"

#include "gateway/command/input.hpp"
#include "gateway/command/translated_document.hpp"
#include "gateway/core/kept_memory.hpp"
#include "gateway/entitlement/memory_holdings.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

namespace access = model::access;

// When the newest of it was changed, as far as it tells.
std::optional<instant> modified_of(const access::record& one) {
    if (const auto* product = std::get_if<access::product>(&one)) {
        if (product->modified) return product->modified;
        return product->revised ? product->revised : product->published;
    }
    if (const auto* order = std::get_if<access::delivery_order>(&one)) return order->modified;
    if (const auto* entitlement = std::get_if<access::entitlement>(&one)) return entitlement->modified;
    return std::nullopt;
}

class counting_sink final : public entitlement_sink {
public:
    explicit counting_sink(entitlement_sink& into) : into_(into) {}
    void add(access::record&& what) override {
        if (const auto modified = modified_of(what)) newest_ = std::max(newest_, *modified);
        ++records_;
        into_.add(std::move(what));
    }
    std::uint64_t records() const { return records_; }
    instant newest() const { return newest_; }

private:
    entitlement_sink& into_;
    std::uint64_t records_ = 0;
    instant newest_{};
};

constexpr std::uint64_t worth_progress = 50'000; // records

} // namespace

bool carries_access(const adapter& from, const adapter& to) {
    const entitlement_adapter *reads = from.entitlements(), *writes = to.entitlements();
    if (!reads || !writes || !reads->abilities().reads || !writes->abilities().writes) return false;
    for (std::size_t i = 0; i < access::record_kind_count; ++i)
        if (reads->abilities().kinds[i] && writes->abilities().kinds[i]) return true;
    return false;
}

int translate_access(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
) {
    if (!options.config.empty())
        return usage_error("a catalogue is translated as it is; --config is for messages with results");
    const auto file = map_input(options.file);
    if (!file) return usage_error(file.error().message);
    keep_freed_memory();
    decode_options how;
    how.bare = true;
    how.limits = file_limits();
    entitlement::memory_holdings all;
    counting_sink counted(all);
    entitlement_reading seen = from.entitlements()->read({file->bytes(), &*file, {}, {}}, how, counted);
    if (file->changed()) return usage_error(options.file + ": was changed while it was read");
    if (seen.report.rejects()) {
        tell_report(options, common, from.info().standard, std::move(seen.report));
        return exit_code::findings;
    }
    entitlement_writing_options target;
    target.document.parameters = parameters;
    target.document.now = counted.newest(); // so that the same input gives the same bytes
    const translated_document made{from, to, to.entitlements()->abilities().file_extension, seen.trace};
    const auto writer = to.entitlements()->write(all, target);
    return write_document(options, common, made, *writer, counted.records() > worth_progress);
}

} // namespace schakel::command
