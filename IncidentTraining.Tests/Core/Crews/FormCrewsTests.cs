using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Core.People;

namespace IncidentTraining.Tests.Core.Crews;

/// <summary>
/// The staff form the crews of a class: previewed before they apply, saved as a whole, and never overwriting those of a colleague.
/// </summary>
public sealed class FormCrewsTests : IDisposable
{
    private readonly PeopleBench _bench = new();

    private static CancellationToken Ct => PeopleBench.Ct;

    [Fact]
    public async Task A_draw_is_shown_and_changes_nothing_until_it_is_kept()
    {
        var (femi, cohort) = await FemiAsync();
        var drawn = (await Forming.DrawAsync(femi, cohort, new(CrewMethod.Random, 2, Seed: 5), Ct)).Value;
        Assert.Equal(drawn.Crews, (await Forming.DrawAsync(femi, cohort, new(CrewMethod.Random, 2, Seed: 5), Ct)).Value.Crews);
        Assert.Empty((await BoardAsync()).Crews);

        Assert.True((await Forming.KeepAsync(femi, cohort, new(0, CrewMethod.Random, drawn.Crews), Ct)).Succeeded);
        var board = await BoardAsync();
        Assert.Equal(drawn.Crews.Select(crew => crew.Order()), board.Crews.Select(crew => crew.Order()));
        Assert.Equal((1, CrewMethod.Random, "Femi Larsen", null), (board.Version, board.Method, board.MadeBy, board.PageId));
        Assert.Equal(
            "Random: 2 crews, 3 people",
            Assert.Single(await _bench.LogAsync(), entry => entry.Action is AuditAction.CrewsChanged).Note
        );
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public async Task A_crew_has_two_to_six_people(int size, bool expected)
    {
        var (femi, cohort) = await FemiAsync();
        Assert.Equal(expected, (await Forming.DrawAsync(femi, cohort, new(CrewMethod.Random, size), Ct)).Succeeded);
        var people = new List<Guid>();
        while (people.Count < size)
        {
            people.Add((await _bench.JoinedAsync($"Person {people.Count}")).PersonId);
        }

        // By hand a crew may have one person only.
        Assert.Equal(size <= CrewDraw.Largest, (await Forming.KeepAsync(femi, cohort, new(0, CrewMethod.Hand, [people]), Ct)).Succeeded);
    }

    [Fact]
    public async Task Crews_are_balanced_by_the_experience_that_the_staff_set()
    {
        var (femi, cohort) = await FemiAsync();
        var refused = await Forming.DrawAsync(femi, cohort, new(CrewMethod.Experience, 2), Ct);
        Assert.Equal(RefusalKind.Conflict, refused.Refusal?.Kind);

        await _bench.JoinedAsync("Zoe Lind");
        var people = (await BoardAsync()).Candidates;
        foreach (var (person, level) in people.Zip([Experience.Experienced, Experience.Experienced, Experience.New, Experience.New]))
        {
            Assert.True((await _bench.Get<SetExperience>().RunAsync(femi, cohort, person.PersonId, level, Ct)).Succeeded);
        }

        var levels = (await BoardAsync()).Candidates.ToDictionary(person => person.PersonId, person => person.Level);
        foreach (var seed in Enumerable.Range(1, 10))
        {
            var drawn = (await Forming.DrawAsync(femi, cohort, new(CrewMethod.Experience, 2, seed), Ct)).Value;
            Assert.All(drawn.Crews, crew =>
                Assert.Equal([Experience.New, Experience.Experienced], crew.Select(person => levels[person]!.Value).Order())
            );
        }

        Assert.True((await _bench.Get<SetExperience>().RunAsync(femi, cohort, people[0].PersonId, null, Ct)).Succeeded);
        Assert.Null((await BoardAsync()).Candidates.Single(person => person.PersonId == people[0].PersonId).Level);
    }

    [Fact]
    public async Task Crews_are_balanced_by_the_submitted_quiz_and_not_by_one_that_goes_on()
    {
        var (femi, cohort) = await FemiAsync();
        var people = (await BoardAsync()).Candidates;
        await AnswerAsync(people[0].PersonId, points: 1, submit: false);
        Assert.False((await BoardAsync()).HasPreTest);
        Assert.Equal(RefusalKind.Conflict, (await Forming.DrawAsync(femi, cohort, new(CrewMethod.PreTest, 2), Ct)).Refusal?.Kind);

        await AnswerAsync(people[1].PersonId, points: 3, submit: true);
        await AnswerAsync(people[2].PersonId, points: 0, submit: true);
        var board = await BoardAsync();
        Assert.Equal([null, 75d, 0d], board.Candidates.Select(person => person.PreTest));
        var drawn = (await Forming.DrawAsync(femi, cohort, new(CrewMethod.PreTest, 2, 3), Ct)).Value;
        // 75 and 0 together are as good as the average of the third.
        Assert.Contains(drawn.Crews, crew => crew.Order().SequenceEqual(new[] { people[1].PersonId, people[2].PersonId }.Order()));
    }

    [Fact]
    public async Task Of_two_facilitators_who_change_the_crews_at_once_the_second_is_told_and_nothing_is_lost()
    {
        var (femi, cohort) = await FemiAsync();
        var olga = await _bench.StaffAsync("Olga Facilitator", ClassRole.Facilitator);
        var people = (await BoardAsync()).Candidates.Select(person => person.PersonId).ToList();
        IReadOnlyList<IReadOnlyList<Guid>> one = [people],
            other =

            [
                [people[0]],
                people[1..],
            ];
        using var together = new Barrier(2);
        var outcomes = await Task.WhenAll(
            new[] { (femi, one), (olga, other) }.Select(change =>
                Task.Run(() =>
                {
                    together.SignalAndWait(Ct);
                    return Forming.KeepAsync(change.Item1, cohort, new(0, CrewMethod.Hand, change.Item2), Ct);
                })
            )
        );
        var refused = Assert.Single(outcomes, outcome => !outcome.Succeeded).Refusal!;
        var (winner, kept) = outcomes[0].Succeeded ? ("Femi Larsen", one) : ("Olga Facilitator", other);
        Assert.Equal(RefusalKind.Conflict, refused.Kind);
        Assert.StartsWith($"{winner} has changed the crews in the meantime.", refused.Message);
        Assert.Equal(kept.Select(crew => crew.Order()), (await BoardAsync()).Crews.Select(crew => crew.Order()));
        Assert.True((await Forming.KeepAsync(olga, cohort, new(1, CrewMethod.Hand, other), Ct)).Succeeded);
    }

    [Fact]
    public async Task A_person_who_was_removed_meanwhile_is_named_and_nothing_is_kept()
    {
        var (femi, cohort) = await FemiAsync();
        var people = (await BoardAsync()).Candidates;
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(femi, cohort, people[1].PersonId, Ct)).Succeeded);
        var refused = await Forming.KeepAsync(
            femi,
            cohort,
            new(
                0,
                CrewMethod.Hand,
                [
                    [.. people.Select(person => person.PersonId)],
                ]
            ),
            Ct
        );
        Assert.StartsWith($"{people[1].Name} is no longer a trainee of the class.", refused.Refusal?.Message);
        Assert.Empty((await BoardAsync()).Crews);

        var stranger = await _bench.StaffAsync("Sam Stranger", ClassRole.Instructor, await _bench.AnotherClassAsync());
        Assert.False(
            (
                await Forming.KeepAsync(
                    femi,
                    cohort,
                    new(
                        0,
                        CrewMethod.Hand,
                        [
                            [stranger.PersonId],
                        ]
                    ),
                    Ct
                )
            ).Succeeded
        );
        Assert.Equal(RefusalKind.Invalid, (
                await Forming.KeepAsync(
                    femi,
                    cohort,
                    new(
                        0,
                        CrewMethod.Hand,
                        [
                            [people[0].PersonId],
                            [people[0].PersonId],
                        ]
                    ),
                    Ct
                )
            ).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (
                await Forming.KeepAsync(
                    femi,
                    cohort,
                    new(
                        0,
                        CrewMethod.Hand,
                        [
                            [people[0].PersonId],
                        ],
                        "no-such-lab"
                    ),
                    Ct
                )
            ).Refusal?.Kind);
    }

    [Fact]
    public async Task A_person_who_leaves_the_class_leaves_the_crew_and_is_in_none_when_put_back()
    {
        var (femi, cohort) = await FemiAsync();
        var people = (await BoardAsync()).Candidates.Select(person => person.PersonId).ToList();
        Assert.True((await Forming.KeepAsync(femi, cohort, new(0, CrewMethod.Hand, [people]), Ct)).Succeeded);
        Assert.True((await _bench.Get<RemoveMember>().RunAsync(femi, cohort, people[0], Ct)).Succeeded);
        Assert.Equal(people[1..].Order(), (await BoardAsync()).Crews.Single().Order());
        Assert.True((await _bench.Get<RemoveMember>().PutBackAsync(femi, cohort, people[0], Ct)).Succeeded);
        Assert.Equal(people[1..].Order(), (await BoardAsync()).Crews.Single().Order());
        Assert.Contains((await BoardAsync()).Candidates, person => person.PersonId == people[0]);
    }

    public void Dispose() => _bench.Dispose();

    private FormCrews Forming => _bench.Get<FormCrews>();

    private async Task<(Actor Femi, Guid Cohort)> FemiAsync() =>
        (await _bench.ActorAsync(PeopleBench.Facilitator), await _bench.ClassAsync());

    private async Task<CrewBoard> BoardAsync() =>
        (await Forming.ReadAsync(await _bench.ActorAsync(PeopleBench.Administrator), await _bench.ClassAsync(), Ct)).Value;

    private async Task AnswerAsync(Guid person, int points, bool submit)
    {
        var quiz = new Quiz(
            "pre-test",
            "day-4-incident-response",
            "Pre-test",
            10,
            50,
            [new Question("one", QuestionKind.Short, "One?", 4, "Topic", "Feedback", [], [], [], "", [])]
        );
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var now = _bench.Time.GetUtcNow();
        var attempt = new QuizAttempt(Guid.CreateVersion7(now), person, await _bench.ClassAsync(), quiz, "seed", now.UtcDateTime);
        var answer = new QuizAnswer(Guid.CreateVersion7(now), attempt.Id, "one", now.UtcDateTime);
        if (submit)
        {
            Assert.True(attempt.Submit(now.UtcDateTime).Succeeded);
        }

        db.Add(attempt);
        db.Entry(answer).Property(one => one.Points).CurrentValue = points;
        db.Add(answer);
        await db.SaveChangesAsync(Ct);
    }
}
