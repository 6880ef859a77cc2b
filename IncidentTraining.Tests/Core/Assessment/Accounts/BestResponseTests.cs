using IncidentTraining.Core.Assessment;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The search for the best known response, and that skipped courses could not have been better.</summary>
[Trait("Speed", "slow")]
public class BestResponseTests
{
    const string Lab1 = "lab-1-high-latency",
        Lab4 = "lab-4-worker-failure";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every cause on one seed.</summary>
    public static TheoryData<string, string, int> Searches => [.. Played.Causes.Where(row => row.Data.Item3 == 1).Select(row => row.Data)];

    [Theory, MemberData(nameof(Searches))]
    public void It_is_the_same_as_if_every_course_was_played_to_its_end(string scenario, string cause, int place)
    {
        var played = Played.Of(scenario, cause, place);
        var (reference, page) = (played.Reference.Course, played.Reference.PagedAt!.Value);
        var search = new BestResponses(played.Situation, played.Given, Ct);
        var (all, cents, expected) = (0L, reference.Cents, new BestResponse(reference.Harm, "The reference responder."));
        foreach (var candidate in search.Candidates(page))
        {
            var course = Course.Play(played.Situation, played.Given.Concat(candidate.Inputs(page)), Ct);
            all += course.Events;
            if (course.Cents < cents)
                (cents, expected) = (course.Cents, new BestResponse(course.Harm, candidate.Text));
        }

        var effort = new Effort((_, _) => { });
        Assert.Equal(expected, search.Of(page, reference, effort));
        Assert.InRange(effort.Events, 0, Effort.MostForBest);
        if (search.Candidates(page).Count > 3)
            Assert.True(effort.Events < all, $"{effort.Events} {all}");
    }

    [Theory]
    [InlineData("pool-too-small", 1)]
    [InlineData("slow-release", 9)]
    public void It_looks_at_the_accepted_repairs_and_their_ordered_pairs(string cause, int repairs)
    {
        var played = Played.Of(Lab1, cause);
        var candidates = new BestResponses(played.Situation, played.Given).Candidates(TimeSpan.FromMinutes(3));
        var inputs = candidates.Select(candidate => candidate.Inputs(TimeSpan.FromMinutes(3)).ToList()).ToList();

        Assert.Equal(3 * repairs, candidates.Count);
        Assert.InRange(candidates.Count, 1, BestResponses.Most);
        Assert.Equal([4, 8, 13], inputs.Select(one => (int)one[0].At.TotalMinutes).Distinct());
        Assert.All(inputs, one => Assert.Equal("disable-experiment", one[0].Action));
        Assert.Equal(
            inputs.Count,
            inputs.Select(one => string.Join(' ', one.Select(input => $"{input.At} {input.Action}"))).Distinct().Count()
        );
        Assert.Equal(repairs == 1 ? 2 : 3, inputs.Max(one => one.Count));
        // Actions at the horizon or later are left out.
        Assert.Equal(
            2 * repairs,
            new BestResponses(played.Situation with { Horizon = TimeSpan.FromMinutes(13) }, played.Given)
                .Candidates(TimeSpan.FromMinutes(3))
                .Count
        );
        Assert.Empty(
            new BestResponses(played.Situation with { Horizon = TimeSpan.FromHours(2) + TimeSpan.FromSeconds(1) }, played.Given).Candidates(
                TimeSpan.FromMinutes(3)
            )
        );
    }

    [Fact]
    public void A_search_that_takes_too_long_ends_and_says_how_far_it_came()
    {
        var played = Played.Of(Lab1, "slow-release");
        var effort = new Effort((_, _) => { });
        var best = new BestResponses(played.Situation, played.Given, Ct).Of(
            played.Reference.PagedAt!.Value,
            played.Reference.Course,
            effort,
            mostEvents: 1
        );

        Assert.Equal(
            new BestResponse(
                played.Reference.Course.Harm,
                "The reference responder. The search ended after 0 of 27 responses, because they take long to simulate."
            ),
            best
        );
        // The common part of all courses until the last start.
        Assert.Equal(1, effort.Courses);
    }

    public static TheoryData<string, string> FirstSeeds =>
        [.. Played.Causes.Where(row => row.Data.Item3 == 1).Select(row => (row.Data.Item1, row.Data.Item2))];

    [Theory, MemberData(nameof(FirstSeeds))]
    public void Harm_that_nothing_takes_back_never_falls_in_a_course_that_is_repaired_late(string scenario, string cause)
    {
        var played = Played.Of(scenario, cause);
        var late = TimeSpan.FromMinutes(5);
        var shop = new CourseShop(
            played.Situation with
            {
                Horizon = played.Situation.Horizon + late,
            },
            played.Given.Concat(
                played
                    .Reference.Course.Taken.Skip(played.Given.Count)
                    .Select((taken, number) => taken.Input with { At = taken.Input.At + late, Sequence = 1000 + number })
            ),
            Ct
        );
        var before = 0L;
        for (var at = TimeSpan.Zero; at < played.Situation.Horizon + late; at += TimeSpan.FromSeconds(10))
        {
            shop.LiveTo(at);
            var now = HarmPrices.CentsSoFar(shop.Shop.Harm());
            Assert.True(now >= before, $"{at}: {before} {now}");
            before = now;
        }

        Assert.InRange(before, 0, shop.End().Cents);
    }

    [Fact]
    public void A_course_is_given_up_when_its_harm_so_far_reaches_the_figure()
    {
        var played = Played.Of(Lab4, "locked-table");
        var end = played.Situation.Horizon;
        var harm = HarmPrices.CentsSoFar(played.DoNothing.Harm);
        CourseShop Fresh() => new(played.Situation, played.Given, Ct);
        var (below, reached, early) = (Fresh(), Fresh(), Fresh());

        Assert.True(below.LiveBelow(end, harm + 1));
        Assert.Equal(played.DoNothing.Digest, below.End().Digest);
        Assert.False(reached.LiveBelow(end, harm));
        Assert.False(early.LiveBelow(end, harm / 2));
        Assert.InRange(early.Shop.Now, TimeSpan.FromMinutes(2), end - TimeSpan.FromMinutes(2));
    }
}
