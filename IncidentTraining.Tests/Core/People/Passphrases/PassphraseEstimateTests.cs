using IncidentTraining.Core.People;

namespace IncidentTraining.Tests.Core.People;

/// <summary>The rating of passphrases, and the texts of refusals.</summary>
public sealed class PassphraseEstimateTests
{
    private static readonly string[] Names = ["Ines Moreau", "Spring class of Åarhus"];

    [Theory]
    // One bit below the threshold of the model, and one above; both have ten characters.
    [InlineData("kettle dog", PassphraseGrade.TooWeak)]
    [InlineData("zebra lamp", PassphraseGrade.Fair)]
    [InlineData("zebra lam", PassphraseGrade.TooWeak)]
    [InlineData("green river stone", PassphraseGrade.Fair)]
    [InlineData("quiet amber lantern", PassphraseGrade.Good)]
    [InlineData("correct horse battery staple", PassphraseGrade.Strong)]
    [InlineData("kT9#vq2LpZ", PassphraseGrade.Strong)]
    [InlineData("тихий янтарный фонарь", PassphraseGrade.Strong)]
    public void The_threshold_is_a_hundred_million_guesses_and_ten_characters(string passphrase, PassphraseGrade grade) =>
        Assert.Equal(grade, PassphraseEstimate.Of(passphrase, Names).Grade);

    [Theory]
    [InlineData("password123", "most common passwords")]
    [InlineData("P@ssw0rd2026", "most common passwords")]
    [InlineData("aaaaaaaaaaaa", "count once")]
    [InlineData("harbour harbour HARBOUR", "count once")]
    [InlineData("zebralampzebralampzebralamp", "count once")]
    [InlineData("abcdefghijklm", "Sequences")]
    [InlineData("zxcvbnm,./", "Neighbouring keys")]
    [InlineData("19.08.1994", "Dates, years")]
    [InlineData("margaret johnson", "Names are guessed")]
    [InlineData("green horse", "too few words")]
    public void A_weak_passphrase_is_refused_in_words_that_say_why(string passphrase, string reason)
    {
        var strength = PassphraseEstimate.Of(passphrase, Names);
        Assert.Equal(PassphraseGrade.TooWeak, strength.Grade);
        Assert.Contains(reason, strength.Words, StringComparison.Ordinal);
        Assert.Contains("Add a word or two", strength.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(passphrase, strength.Words, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Ines Moreau 2026")]
    [InlineData("moreau-MOREAU-ines!")]
    [InlineData("1nes M0r3au #1")]
    [InlineData("Inés.Moreau.x")]
    [InlineData("spring class aarhus")]
    [InlineData("incident-training-7")]
    [InlineData("1nc1d3nt tr@1n1ng")]
    public void The_names_of_the_person_the_class_and_the_portal_count_for_nothing(string passphrase)
    {
        var strength = PassphraseEstimate.Of(passphrase, Names);
        Assert.Equal(PassphraseGrade.TooWeak, strength.Grade);
        Assert.Contains("do not count", strength.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_beside_words_that_are_enough_by_themselves_does_no_harm()
    {
        Assert.True(PassphraseEstimate.Of("Moreau zebra lamp", Names).IsEnough);
        Assert.True(PassphraseEstimate.Of("Moreau zebra lamp", ["Olga Berg"]).IsEnough);
        Assert.False(PassphraseEstimate.Of("Moreau 2026 Aarhus", Names).IsEnough);
        Assert.True(PassphraseEstimate.Of("Moreau 2026 Aarhus", ["Olga Berg"]).IsEnough);
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void The_longest_passphrase_has_256_characters(int length, bool taken)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i * i % 23))));
        Assert.Equal(taken, PassphraseEstimate.Of(text, Names).IsEnough);
    }
}
