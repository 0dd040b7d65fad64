#include "gateway/settings/read_goal_wishes.hpp"

#include "gateway/core/decimal.hpp"

namespace schakel::settings {

namespace {

constexpr std::int64_t most_hops = 14; // as the search for paths has it

// "0.85" as ten-thousandths.
unsigned read_share(section& in, std::string_view key) {
    const std::string text = in.text(key);
    if (text.empty()) return 0;
    const auto value = decimal::parse(text);
    const auto parts = value ? value->times(decimal(10'000)).as_integer() : std::nullopt;
    if (parts && *parts >= 0 && *parts <= 10'000) return static_cast<unsigned>(*parts);
    in.complain("config.value", key, "is \"" + text + "\"", "a text from \"0\" to \"1\" with at most four decimals");
    return 0;
}

} // namespace

goal_policy read_goal_policy(section in) {
    goal_policy out;
    out.where = in.where();
    out.name = in.required_text("name");
    out.hop_limit = static_cast<unsigned>(in.integer("hop_limit", out.hop_limit, 1, most_hops));
    if (in.has("mapping_sets")) out.mapping_sets = in.texts("mapping_sets");
    out.reviewed_only = in.boolean("reviewed_only", false);
    out.signed_only = in.boolean("signed_only", false);
    out.least_confidence = read_share(in, "least_confidence");
    out.structural = in.boolean("structural", true);
    out.prefer_direct = in.boolean("prefer_direct", false);
    out.newest_per_goal = in.boolean("newest_per_goal", false);
    out.score_scale = in.text("score_scale");
    out.reference_group = in.text("reference_group");
    out.level_scale = in.text("level_scale");
    in.finish();
    return out;
}

std::optional<goal_wish> read_goal_wish(section& owner) {
    auto table = owner.table("goals");
    if (!table) return std::nullopt;
    goal_wish out;
    out.where = owner.where("goals");
    out.framework = table->required_text("framework");
    out.policy = table->text("policy");
    out.explain = table->one_of("explain", {"nl", "en"}, "nl");
    const bool today = table->one_of("as_of", {"sitting", "today"}, "sitting") == "today";
    out.as_of = today ? goal_wish::date_of::today : goal_wish::date_of::sitting;
    out.release = table->text("release");
    out.address = table->text("address");
    out.attained_means_all = table->boolean("attained_means_all", false);
    table->finish();
    return out;
}

} // namespace schakel::settings
