using IncidentTraining.Core.People;

namespace IncidentTraining.Tests.Core.People;

public sealed class JoinCodeTests
{
    [Theory]
    [InlineData("7kxr-4wht", "7KXR4WHT")]
    [InlineData(" 7KXR 4WHT ", "7KXR4WHT")]
    [InlineData("7KXR\u20134WHT", "7KXR4WHT")]
    [InlineData("34793479", "34793479")]
    public void Case_spaces_and_dashes_do_not_matter(string typed, string expected) =>
        Assert.Equal(expected, JoinCode.Parse(typed)!.Value.Value);

    [Theory]
    [InlineData("0OoQqDd0", "00000000")]
    [InlineData("1IilL1lI", "11111111")]
    [InlineData("2Zz22Zz2", "22222222")]
    [InlineData("5SsFf5Ss", "55555555")]
    [InlineData("6Gg66Gg6", "66666666")]
    [InlineData("8Bb88Bb8", "88888888")]
    [InlineData("UVvuUVvu", "UUUUUUUU")]
    public void Characters_that_look_alike_are_one(string typed, string expected) =>
        Assert.Equal(expected, JoinCode.Parse(typed)!.Value.Value);

    [Theory]
    [InlineData("NMnmNMnm", "NNNNNNNN")]
    [InlineData("TPCEtpce", "TTTTTTTT")]
    public void Letters_that_sound_alike_are_one(string typed, string expected) =>
        Assert.Equal(expected, JoinCode.Parse(typed)!.Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7KXR-4WH")]
    [InlineData("7KXR-4WHTA")]
    [InlineData("7KXR-4W!T")]
    [InlineData("7KXR-4WÄT")]
    public void What_cannot_be_a_code_is_none(string? typed) => Assert.Null(JoinCode.Parse(typed));

    [Fact]
    public void A_new_code_is_readable_holds_one_of_each_alike_and_differs_from_the_last()
    {
        var codes = Enumerable.Range(0, 500).Select(_ => JoinCode.Create()).ToList();
        Assert.All(codes, code => Assert.Equal(code, JoinCode.Parse(code.ToString())));
        Assert.Equal(codes.Count, codes.Distinct().Count());
        // In 4,000 characters each of the 21 occurs.
        Assert.Equal("0123456789AHJKNRTUWXY", string.Concat(codes.SelectMany(code => code.Value).Distinct().Order()));
    }

    [Theory]
    [InlineData("7KXR-4WHT-9NAJ", "7KXR4WHT9NAJ")]
    [InlineData("o1ls bvmc npaj", "01158UNTNTAJ")]
    public void A_personal_code_is_read_by_the_same_rule(string typed, string expected) => Assert.Equal(expected, OneTimeCode.Parse(typed));
}
