using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Settings;

namespace IncidentTraining.Tests.Core.Reviews.Agreement;

/// <summary>Whether double marking can still change a grade.</summary>
public sealed class FinalityTests : IAsyncLifetime
{
    private static readonly Dictionary<string, int> Marks = GradedClass.Levels(1, 3);

    private GradedClass _class = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _class = await GradedClass.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _class.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_grade_waits_for_second_marks_and_after_a_disagreement_for_a_moderator()
    {
        await _class.RulesAsync(new GradingRules(DoubleMarkPercent: 100));
        var (alike, apart, once) = (await MarkedAsync(), await MarkedAsync(), await MarkedAsync());
        await _class.MarkAgainAsync(alike, _class.Second, Marks);
        await _class.MarkAgainAsync(apart, _class.Second, GradedClass.Levels(1, 1));

        var expected = new Dictionary<Guid, GradeFinality>
        {
            [alike] = GradeFinality.Final,
            [apart] = GradeFinality.WaitsForModerator,
            [once] = GradeFinality.WaitsForSecondMarks,
        };
        Assert.Equal(expected, await FinalityAsync(alike, apart, once));
        foreach (var (id, finality) in expected)
        {
            Assert.Equal(finality, Assert.Single(await FinalityAsync(id)).Value);
        }

        Assert.Empty(await FinalityAsync());
    }

    [Fact]
    public async Task Without_double_marking_nothing_waits_for_second_marks_but_a_disagreement_still_waits()
    {
        var (apart, once) = (await MarkedAsync(), await MarkedAsync());
        await _class.MarkAgainAsync(apart, _class.Second, GradedClass.Levels(1, 1));

        Assert.Equal(
            new Dictionary<Guid, GradeFinality> { [once] = GradeFinality.Final, [apart] = GradeFinality.WaitsForModerator },
            await FinalityAsync(once, apart)
        );
    }

    [Fact]
    public async Task Second_marks_of_an_earlier_submission_do_not_count_for_the_present_one()
    {
        await _class.RulesAsync(new GradingRules(DoubleMarkPercent: 100));
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, Marks, ReviewDecision.Returned);
        await _class.MarkAgainAsync(id, _class.Second, GradedClass.Levels(1, 1));
        await _class.SubmitAgainAsync(id);

        Assert.Equal(GradeFinality.WaitsForSecondMarks, Assert.Single(await FinalityAsync(id)).Value);
    }

    [Fact]
    public async Task What_another_class_has_marked_twice_is_not_read()
    {
        await _class.RulesAsync(new GradingRules(DoubleMarkPercent: 100));
        var other = await _class.Storage.AddClassAsync(_class.Author.PersonId, ClassRole.Trainee);
        var (own, foreign) = (await MarkedAsync(), await _class.SubmitAsync(cohortId: other.Id));
        await _class.MarkAsync(foreign, _class.First, Marks);
        await _class.MarkAgainAsync(foreign, _class.Second, Marks);

        Assert.Equal([GradeFinality.WaitsForSecondMarks, GradeFinality.WaitsForSecondMarks], (await FinalityAsync(own, foreign)).Values);
    }

    private async Task<Guid> MarkedAsync()
    {
        var id = await _class.SubmitAsync();
        await _class.MarkAsync(id, _class.First, Marks);
        return id;
    }

    private Task<IReadOnlyDictionary<Guid, GradeFinality>> FinalityAsync(params Guid[] ids) =>
        _class.Storage.ReadAsync(db => _class.Get<ReadFinality>().RunAsync(db, _class.CohortId, ids, Ct));
}
