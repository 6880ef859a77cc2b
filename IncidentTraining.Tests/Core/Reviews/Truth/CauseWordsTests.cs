using IncidentTraining.Core.Reviews.Truth;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Reviews.Truth;

/// <summary>A grader is shown only words whose absence means something, and a word counts in each of its forms.</summary>
public sealed class CauseWordsTests
{
    [Theory]
    [InlineData("The latest deploy does slow work", "deploy, slow")]
    [InlineData("One of the two API instances runs on a slow host", "API, instances, slow, host")]
    [InlineData(
        "The certificate with which the workers reach the mail service has expired",
        "certificate, workers, reach, mail, service, expired"
    )]
    [InlineData("Nothing was wrong with the shop; customers' requests waited", "wrong, shop, customers, requests, waited")]
    [InlineData("A lock, and another lock", "lock")]
    [InlineData("", "")]
    public void Words_that_name_nothing_are_left_out(string cause, string words) =>
        Assert.Equal(words, string.Join(", ", CauseWords.Compare(cause, "").Missing));

    [Theory]
    [InlineData("slow", "Requests were slower than before.")]
    [InlineData("slow", "It slowed everything down.")]
    [InlineData("slow", "The SLOWNESS began at nine.")]
    [InlineData("expired", "The certificate expires at noon.")]
    [InlineData("connections", "Nothing could connect.")]
    [InlineData("disk", "Both disks are full.")]
    [InlineData("4", "Version 4 was bad.")]
    public void A_word_counts_in_each_of_its_forms(string word, string text)
    {
        var compared = CauseWords.Compare(word, text);
        Assert.Equal([word], compared.Found);
        Assert.Empty(compared.Missing);
    }

    [Theory]
    [InlineData("pooler", "The pool was too small.")]
    [InlineData("pool", "The pooler was too small.")]
    [InlineData("lock", "A locker was open.")]
    [InlineData("release", "The deploy was bad.")]
    [InlineData("host", "It was a ghost.")]
    public void Another_word_does_not_count(string word, string text)
    {
        var compared = CauseWords.Compare(word, text);
        Assert.Empty(compared.Found);
        Assert.Equal([word], compared.Missing);
    }

    [Fact]
    public void Every_cause_of_the_labs_has_a_word_that_counts()
    {
        var causes = Labs.WithPager.SelectMany(scenario => scenario.RootCauses).Select(cause => cause.Title).ToList();
        Assert.True(causes.Count > 50);
        Assert.All(causes, cause => Assert.NotEmpty(CauseWords.Compare(cause, "").Missing));
    }

    [Fact]
    public void Found_and_missing_words_keep_the_order_and_the_spelling_of_the_cause()
    {
        var compared = CauseWords.Compare("The API does not know the root of the pooler's new certificate", "the POOLER has a certificate");
        Assert.Equal(["pooler", "certificate"], compared.Found);
        Assert.Equal(["API", "root"], compared.Missing);
    }
}
