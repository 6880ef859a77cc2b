namespace IncidentTraining.Core.Content;

/// <summary>Edit distance between two words (Damerau 1964: insertion, deletion, substitution, transposition).</summary>
internal static class WordDistance
{
    /// <summary>Returns the distance if it is at most <paramref name="most"/>, otherwise a larger number.</summary>
    internal static int Between(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return most + 1;
        }

        Span<int> twoBefore = stackalloc int[other.Length + 1];
        Span<int> before = stackalloc int[other.Length + 1];
        Span<int> row = stackalloc int[other.Length + 1];
        for (var column = 0; column <= other.Length; column++)
        {
            before[column] = column;
        }

        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var change = one[line - 1] == other[column - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(before[column] + 1, row[column - 1] + 1), before[column - 1] + change);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                {
                    distance = Math.Min(distance, twoBefore[column - 2] + 1);
                }

                row[column] = distance;
                least = Math.Min(least, distance);
            }

            if (least > most)
            {
                return most + 1;
            }

            var spare = twoBefore;
            twoBefore = before;
            before = row;
            row = spare;
        }

        return before[other.Length];
    }
}
