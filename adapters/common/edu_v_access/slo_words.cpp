#include "adapters/common/edu_v_access/product_values.hpp"
#include "gateway/model/access_field.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::edu_v_access {

namespace {

namespace catalogue = model::catalogue;
namespace field = model::access_field;

// Subjects (vakleergebieden) of the SLO curriculum that catalogues name, by name.
constexpr auto subjects = std::to_array<slo_subject>({
    {"ak", "Aardrijkskunde"},
    {"anw", "Algemene natuurwetenschappen"},
    {"ar", "Arabisch"},
    {"be", "Bedrijfseconomie"},
    {"bio", "Biologie"},
    {"bsm", "Bewegen, sport en maatschappij"},
    {"bo", "Bewegingsonderwijs"},
    {"BU", "Burgerschap"},
    {"ch", "Chinees"},
    {"ckv", "Culturele en kunstzinnige vorming"},
    {"DG", "Digitale Geletterdheid"},
    {"du", "Duits"},
    {"ec", "Economie"},
    {"en", "Engels"},
    {"fa", "Frans"},
    {"fi", "Filosofie"},
    {"fr", "Fries"},
    {"gs", "Geschiedenis"},
    {"gtc", "Grieks"},
    {"inf", "Informatica"},
    {"kc", "Kunst en cultuur"},
    {"ltc", "Latijn"},
    {"lo", "Lichamelijke opvoeding"},
    {"mk", "Maatschappijkunde"},
    {"ml", "Maatschappijleer"},
    {"maw", "Maatschappijwetenschappen"},
    {"mm", "Mens en maatschappij"},
    {"mn", "Mens en natuur"},
    {"muz", "Muziek"},
    {"nask1", "Natuur- en scheikunde I"},
    {"nask2", "Natuur- en scheikunde II"},
    {"na", "Natuurkunde"},
    {"ne", "Nederlands"},
    {"nlt", "Natuur, leven en technologie"},
    {"rw", "Rekenen en wiskunde"},
    {"ru", "Russisch"},
    {"sk", "Scheikunde"},
    {"sp", "Spaans"},
    {"te", "Technologie"},
    {"tu", "Turks"},
    {"wi", "Wiskunde"},
    {"wisA", "Wiskunde A"},
    {"wisB", "Wiskunde B"},
    {"wisC", "Wiskunde C"},
    {"wisD", "Wiskunde D"},
});

// Levels (niveaus) of the SLO curriculum: a year of a track.
struct slo_level {
    std::string_view track;
    int year;
    std::string_view id, prefix, name;
};
constexpr auto levels = std::to_array<slo_level>({
    {"po", 1, "82ca4442-246c-44b3-a562-7b101793feb4", "1001", "groep 1"},
    {"po", 2, "c007e4dd-a3d4-4f33-902d-778e3bbeeddb", "1002", "groep 2"},
    {"po", 3, "25a2f4f4-cf91-4b16-94bc-6d9e6fad88f4", "1003", "groep 3"},
    {"po", 4, "5c072b3f-7f58-40ee-9799-27981f0a6b2b", "1004", "groep 4"},
    {"po", 5, "bc213214-b83d-4673-b9c1-8fdaa63d6d56", "1005", "groep 5"},
    {"po", 6, "abfb190f-e814-46f5-a9cc-ebd53f04018e", "1006", "groep 6"},
    {"po", 7, "a4813bb6-cf63-4594-af56-6afb321723d8", "1007", "groep 7"},
    {"po", 8, "95138558-9f65-4888-8ea3-8acce5eea273", "1008", "groep 8"},
    {"havo", 1, "78f5cabe-6649-4dc3-84bf-36d82c6c2d31", "4201", "havo 1"},
    {"havo", 2, "eaa0c07f-193e-4be5-8dc6-a00bbfc7a446", "4202", "havo 2"},
    {"havo", 3, "af3ecd88-a654-4458-9c5b-1e1f7d09f463", "4203", "havo 3"},
    {"havo", 4, "70af3752-c6ad-43d9-aa0c-9ff099931f8a", "4204", "havo 4"},
    {"havo", 5, "cb61531d-61eb-4412-a52f-ca065ca37e39", "4205", "havo 5"},
    {"vwo", 1, "ac188375-0a1a-4984-ac80-14d04a086a19", "4501", "vwo, 1"},
    {"vwo", 2, "17da6976-2f1b-4214-a471-168f469d7e04", "4502", "vwo, 2"},
    {"vwo", 3, "b924d4ad-65a1-41dc-b704-c7786eb4aec0", "4503", "vwo, 3"},
    {"vwo", 4, "e2026706-0829-4a4c-b726-9409b6f407e1", "4504", "vwo, 4"},
    {"vwo", 5, "f2513775-3d54-423b-803b-15e06a8c89a8", "4505", "vwo, 5"},
    {"vwo", 6, "85d15c83-e2b4-4359-8475-a355591aaa1a", "4506", "vwo, 6"},
    {"vmbo bb", 1, "8da0ce4d-daab-40ea-93f7-bb6e8e1a31c3", "3001", "vmbo bb, 1"},
    {"vmbo bb", 2, "3a49d130-5ce7-465d-80c9-5fcd2bd70c05", "3002", "vmbo bb, 2"},
    {"vmbo bb", 3, "8550fb8a-20ac-489f-83eb-d7f4e8a2401f", "3003", "vmbo bb, 3"},
    {"vmbo bb", 4, "151c4de1-e462-468c-bf9a-8c7234c59d64", "3004", "vmbo bb, 4"},
    {"vmbo kb", 1, "12e85a55-b3ae-4e7f-a2a0-d645f4c573bf", "3009", "vmbo kb, 1"},
    {"vmbo kb", 2, "30ce6ff5-d654-4a97-a6d4-9c8936f87ca6", "3010", "vmbo kb, 2"},
    {"vmbo kb", 3, "f61c889e-4731-4321-802d-c7e86081499c", "3011", "vmbo kb, 3"},
    {"vmbo kb", 4, "e72dacdd-968b-40ac-ad2c-8bd14c24e89f", "3012", "vmbo kb, 4"},
    {"vmbo gl", 1, "75a00adb-870c-4f05-be63-41411c48324a", "3005", "vmbo gl, 1"},
    {"vmbo gl", 2, "8d46380e-9d6b-4c62-a1a6-5f7c06e1f79d", "3006", "vmbo gl, 2"},
    {"vmbo gl", 3, "49af771b-6d9e-4d8f-bcaf-ac9cc9ee753e", "3007", "vmbo gl, 3"},
    {"vmbo gl", 4, "ee1eada7-7866-45e6-b1d8-b7062a8fe08a", "3008", "vmbo gl, 4"},
    {"vmbo tl", 1, "54edd410-2315-4eb3-a573-0e1cd59184fd", "3013", "vmbo tl, 1"},
    {"vmbo tl", 2, "90a5a228-e8de-473d-84cc-a915bf6107dd", "3014", "vmbo tl, 2"},
    {"vmbo tl", 3, "e51e6137-05d4-45ca-aed0-6e91551257d4", "3015", "vmbo tl, 3"},
    {"vmbo tl", 4, "84f30df0-f194-435e-98c8-c4559756ec24", "3016", "vmbo tl, 4"},
});

// What catalogues write for a track.
struct track_word {
    std::string_view word, track;
};
constexpr auto tracks = std::to_array<track_word>({
    {"havo", "havo"},       {"vwo", "vwo"},         {"gymnasium", "vwo"},     {"atheneum", "vwo"},
    {"vmbo bb", "vmbo bb"}, {"vmbo-bb", "vmbo bb"}, {"vmbo b", "vmbo bb"},    {"vmbo basis", "vmbo bb"},
    {"vmbo kb", "vmbo kb"}, {"vmbo-kb", "vmbo kb"}, {"vmbo k", "vmbo kb"},    {"vmbo kader", "vmbo kb"},
    {"vmbo gl", "vmbo gl"}, {"vmbo-gl", "vmbo gl"}, {"vmbo tl", "vmbo tl"},   {"vmbo-tl", "vmbo tl"},
    {"vmbo t", "vmbo tl"},  {"mavo", "vmbo tl"},    {"basisonderwijs", "po"},
});

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::string_view track_of(std::string_view word) {
    const auto found = std::ranges::find(tracks, std::string_view(lower(word)), &track_word::word);
    return found == tracks.end() ? std::string_view{} : found->track;
}

// The number at the end of "jaar 4" or "havo 4"; 0 for none.
int year_of(std::string_view text) {
    const std::size_t space = text.find_last_of(' ');
    const std::string_view digits = text.substr(space == std::string_view::npos ? 0 : space + 1);
    int year = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), year);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() ? year : 0;
}

bool says_nothing(std::string_view word) {
    const std::string small = lower(word);
    return small.empty() || small == "nvt" || small == "n.v.t." || small == "-";
}

derived_study study_of(std::string_view word, model::field::name from, const std::vector<std::string>& years) {
    derived_study out{{std::string(word), {}, {}}, from, 0};
    const std::string_view track = track_of(word);
    for (const std::string& year : years) {
        const auto found = std::ranges::find_if(levels, [&](const slo_level& one) {
            return one.track == track && one.year == year_of(year);
        });
        if (found == levels.end()) continue;
        ++out.years;
        out.what.levels.push_back({std::string(found->id), std::string(found->prefix), std::string(found->name)});
    }
    return out;
}

} // namespace

const slo_subject* subject_named(std::string_view name) {
    const std::string small = lower(name);
    const auto found = std::ranges::find_if(subjects, [&](const slo_subject& one) { return lower(one.name) == small; });
    return found == subjects.end() ? nullptr : &*found;
}

std::vector<derived_study> studies_of(const catalogue::curriculum& of) {
    std::vector<derived_study> list;
    for (const std::string& one : of.levels)
        if (!says_nothing(one)) list.push_back(study_of(one, field::level, of.years));
    if (!list.empty()) return list;
    for (const std::string& one : of.courses)
        if (!says_nothing(one)) list.push_back(study_of(one, field::course, {}));
    return list;
}

} // namespace schakel::edu_v_access
