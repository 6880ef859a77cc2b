using IncidentTraining.Core.People;

namespace IncidentTraining.Tests.Core.People;

public sealed class JoinCodeTests
{
    [Theory]
    [InlineData("abcd-efgh", "ABCDEFGH")]
    [InlineData(" ABCD EFGH ", "ABCDEFGH")]
    [InlineData("23456789", "23456789")]
    public void Case_spaces_and_dashes_do_not_matter(string typed, string expected) =>
        Assert.Equal(expected, JoinCode.Parse(typed)!.Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD-EFG")]
    [InlineData("ABCD-EFGHJ")]
    [InlineData("ABCD-EF0H")]
    [InlineData("ABCD-EF!H")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(JoinCode.Parse(typed));

    [Fact]
    public void A_new_code_is_readable_and_differs_from_the_last()
    {
        var code = JoinCode.Create();
        Assert.Equal(code, JoinCode.Parse(code.ToString()));
        Assert.NotEqual(code, JoinCode.Create());
    }
}
