#include "gateway/adapter/minted_id.hpp"
#include "gateway/core/id.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("a minted id is the same for the same school, kind and key, and differs for any other") {
    const std::string space = minting_space({{"brin", "99XX", {}}, {"dependance", "01", {}}});
    CHECK(space == minting_space({{"dependance", "01", {}}, {"brin", "99XX", {}}}));
    CHECK(space != minting_space({{"brin", "99XX", {}}}));
    const model::identifier own{"schakel.school", "de-akker", {}};
    CHECK(minting_space({own, {"brin", "99XX", {}}}) == minting_space({{"brin", "88YY", {}}, own}));
    CHECK(minting_space({own}) != space);
    const std::string id = minted_id(space, "person", "leerling:1");
    CHECK(is_uuid(id));
    CHECK(id == minted_id(space, "person", "leerling:1"));
    CHECK(id != minted_id(space, "group", "leerling:1"));
    CHECK(id != minted_id(minting_space({}), "person", "leerling:1"));
}
