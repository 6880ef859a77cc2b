using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.People;

/// <summary>Names that hide something or imitate staff are refused; names that people really have are not.</summary>
public sealed class PersonNameTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    [Theory]
    [InlineData("Anna\u200B Berg", "invisible")]
    [InlineData("Anna\u202E Berg", "invisible")]
    [InlineData("Anna\u2066 Berg", "invisible")]
    [InlineData("Anna\uFE0F Berg", "invisible")]
    [InlineData("\u3164", "invisible")]
    [InlineData("\u0301\u0302", "letter or digit")]
    [InlineData("...", "letter or digit")]
    [InlineData("A\u0301\u0302\u0303nna", "two accents")]
    public async Task A_name_hides_nothing(string name, string reason)
    {
        var refused = await _bench.JoinAsync(name);
        Assert.Contains(reason, refused.Refusal!.Message);
    }

    [Theory]
    [InlineData("Anna Berg")]
    [InlineData("José Núñez-O'Connor")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("Анна Берг")]
    [InlineData("李小龍")]
    [InlineData("محمد علي")]
    [InlineData("Þórdís Ægisdóttir")]
    [InlineData("X Æ A-12")]
    public async Task Names_of_people_are_taken(string name) => Assert.True((await _bench.JoinAsync(name)).Succeeded);

    [Theory]
    [InlineData("Ines Moreau")]
    [InlineData("ines moreau")]
    [InlineData("Inés Moreau")]
    [InlineData("Ines-Moreau")]
    [InlineData("lnes Moreau")]
    [InlineData("Ines Mоreau")]
    [InlineData("Ιnes Μoreau")]
    [InlineData("Ines M0reau")]
    [InlineData("Inꬲѕ Мꮎreаu")]
    [InlineData("ӀnеՏ Ⲙ߀ꭈеɑᴜ")]
    [InlineData("Ιnes Μ೦rҽaս")]
    [InlineData("Ada Okafor")]
    public async Task A_trainee_takes_no_name_that_looks_like_one_of_staff_or_of_an_administrator(string name)
    {
        var refused = await _bench.JoinAsync(name);
        Assert.Equal(RefusalKind.Conflict, refused.Refusal!.Kind);
        Assert.Contains("for a staff member", refused.Refusal.Message);
    }

    /// <summary>A capital letter is judged by its own look: a Greek capital eta is an H, and a small one an n.</summary>
    [Theory]
    [InlineData("Ηolm", "holm")]
    [InlineData("Ηоlm", "holm")]
    [InlineData("ηina", "nina")]
    [InlineData("Νina", "nina")]
    [InlineData("Ægir", "aegir")]
    [InlineData("Анна", "анна")]
    public void Names_that_look_alike_have_one_skeleton(string name, string same) =>
        Assert.Equal(NameSkeleton.Of(same), NameSkeleton.Of(name));

    [Theory]
    [InlineData("Анна", "Инна")]
    [InlineData("Olga", "Helga")]
    [InlineData("سارا", "ساره")]
    [InlineData("李小龍", "李大龍")]
    public void Names_that_differ_have_two(string name, string other) => Assert.NotEqual(NameSkeleton.Of(other), NameSkeleton.Of(name));

    [Fact]
    public async Task A_name_like_that_of_another_trainee_is_taken_and_so_is_staff_of_another_class()
    {
        await _bench.StaffAsync("Ingrid Holm", ClassRole.Instructor, await _bench.AnotherClassAsync());
        Assert.True((await _bench.JoinAsync("Ingrid Holm")).Succeeded);
        Assert.True((await _bench.JoinAsync("Théa Novak")).Succeeded);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("Anna", "Anna")]
    public void A_value_that_begins_like_a_formula_is_escaped_in_exports(string value, string expected)
    {
        var line = SafeCsv
            .Write(
                ["name"],
                [
                    [value],
                ]
            )
            .Split("\r\n")[1];
        Assert.StartsWith(expected, line.Trim('"'), StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
