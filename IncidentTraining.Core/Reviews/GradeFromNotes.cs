using IncidentTraining.Core.Documents;

namespace IncidentTraining.Core.Reviews;

/// <summary>Turns notes into a grade, using the rubric's current wording.</summary>
internal static class GradeFromNotes
{
    public static Grade Of(ReviewNotes notes, Rubric? rubric, DocumentKind kind) =>
        new(
            [.. (rubric?.Criteria ?? []).Select(criterion => Mark(criterion, notes.Mark(criterion.Id)))],
            [
                .. kind
                    .Sections.Where(section => !string.IsNullOrWhiteSpace(notes.SectionComments.GetValueOrDefault(section.Id)))
                    .Select(section => new SectionComment(section.Id, section.Title, notes.SectionComments[section.Id])),
            ],
            notes.Summary
        );

    private static GradedCriterion Mark(Criterion criterion, CriterionMark mark)
    {
        var level = mark.Level is { } index ? criterion.Levels.ElementAtOrDefault(index) : null;
        return new GradedCriterion(criterion.Title, level?.Points, criterion.Weight, level?.Title ?? "", level?.Text ?? "", mark.Comment);
    }
}
