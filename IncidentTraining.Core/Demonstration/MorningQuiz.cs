using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Demonstration;

/// <summary>
/// Most of the class take the quiz, with different results, and one of them has not finished. Half of the short answers are graded, so that
/// there is work left for an instructor.
/// </summary>
internal sealed class MorningQuiz(
    MorningClock clock,
    DemonstrationContent content,
    StartAttempt start,
    SaveAnswer save,
    SubmitAttempt submit,
    ReadShortAnswers readShort,
    GradeShortAnswer grade,
    IDbContextFactory<TrainingDb> databases
)
{
    private const int Takers = 8;
    private const int AnsweredSoFar = 7;

    /// <summary>Takes the quiz.</summary>
    public async Task TakeAsync(MorningClass people, CancellationToken ct)
    {
        var texts = content.Answers();
        if (texts.Count == 0)
        {
            return;
        }

        foreach (var (place, trainee) in people.Trainees.Take(Takers).Index())
        {
            await TakeAsync(people, trainee, place, texts, isOver: true, ct);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        var answers = (await readShort.RunAsync(people.Instructors[0], people.CohortId, ct)).Of("Reading short answers");
        foreach (var question in answers.Questions)
        {
            foreach (var answer in question.Answers.Where((_, number) => number % 2 == 0))
            {
                if (texts.GetValueOrDefault(question.QuestionId)?.FirstOrDefault(one => one.Text == answer.Text) is { } known)
                {
                    var input = new GradeShortAnswer.Input(answer.AnswerId, answer.Version, known.Points, known.Comment);
                    (await grade.RunAsync(people.Instructors[0], input, ct)).Of("Grading a short answer");
                }
            }
        }
    }

    /// <summary>The next person starts the quiz and has not finished when the morning is over.</summary>
    public async Task BeginAsync(MorningClass people, CancellationToken ct)
    {
        var texts = content.Answers();
        if (texts.Count > 0)
        {
            await TakeAsync(people, people.Trainees.ElementAt(Takers), Takers, texts, isOver: false, ct);
        }
    }

    private async Task TakeAsync(
        MorningClass people,
        Actor trainee,
        int place,
        IReadOnlyDictionary<string, IReadOnlyList<ShortText>> texts,
        bool isOver,
        CancellationToken ct
    )
    {
        var id = (await start.RunAsync(trainee, people.CohortId, ct)).Of("Starting the quiz");
        await using var db = await databases.CreateDbContextAsync(ct);
        var attempt = await db.Set<QuizAttempt>().AsNoTracking().SingleAsync(one => one.Id == id, ct);
        foreach (var (number, question) in attempt.ReadQuiz().Questions.Index())
        {
            if (!isOver && number >= AnsweredSoFar)
            {
                break;
            }

            clock.Advance(TimeSpan.FromSeconds(20));
            // Everyone knows most of the answers, and each person gets a different one wrong.
            var knows = ((number * 7) + (place * 5)) % 11 >= 1 + (place % 4);
            var response =
                question.Kind == QuestionKind.Short
                    ? new QuizResponse([], texts.TryGetValue(question.Id, out var some) ? some[place % some.Count].Text : "")
                    : new QuizResponse(Picks(question, ShownOrder.Of(attempt.Seed, question), knows), "");
            (await save.RunAsync(trainee, new(id, number + 1, 0, response, Flagged: !knows && place % 2 == 0), ct)).Of("Answering");
        }

        if (isOver)
        {
            (await submit.RunAsync(trainee, id, ct)).Of("Submitting the quiz");
        }
    }

    /// <summary>The answer in shown positions: the right one, or one with a single mistake.</summary>
    private static IReadOnlyList<int> Picks(Question question, IReadOnlyList<int> shown, bool right)
    {
        var position = shown.Index().ToDictionary(one => one.Item, one => one.Index);
        switch (question.Kind)
        {
            case QuestionKind.Ordering:
                List<int> order = [.. Enumerable.Range(0, question.Order.Count).Select(item => position[item])];
                return right ? order : [order[1], order[0], .. order.Skip(2)];
            case QuestionKind.Matching:
                List<int> pairs = [.. Enumerable.Range(0, question.Pairs.Count).Select(item => position[item])];
                return right ? pairs : [pairs[1], pairs[0], .. pairs.Skip(2)];
            default:
                var correct = question.Options.Index().Where(one => one.Item.Correct).Select(one => position[one.Index]).ToList();
                var wrong = question.Options.Index().Where(one => !one.Item.Correct).Select(one => position[one.Index]).ToList();
                return right || wrong.Count == 0 ? correct : [.. correct.SkipLast(1), wrong[0]];
        }
    }
}
