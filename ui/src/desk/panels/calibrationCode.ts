/** What the calibration code holds: letters that the usual layouts swap, every digit, and the signs of a ticket. */
export const CALIBRATION = "LANYARD-CALIBRATE-0123456789-$%*+./:";

/** The same as a QR code (version 2, level M), one unit a module; made with segno. */
export const CALIBRATION_SIZE = 25;
export const CALIBRATION_PATH =
  "M0 0h7v1h-7zM8 0h1v1h-1zM13 0h1v1h-1zM18 0h7v1h-7zM0 1h1v1h-1zM6 1h1v1h-1zM9 1h2v1h-2zM12 1h2v1h-2zM16 1h1v1" +
  "h-1zM18 1h1v1h-1zM24 1h1v1h-1zM0 2h1v1h-1zM2 2h3v1h-3zM6 2h1v1h-1zM14 2h3v1h-3zM18 2h1v1h-1zM20 2h3v1h-3zM24" +
  " 2h1v1h-1zM0 3h1v1h-1zM2 3h3v1h-3zM6 3h1v1h-1zM8 3h2v1h-2zM12 3h2v1h-2zM16 3h1v1h-1zM18 3h1v1h-1zM20 3h3v1h-" +
  "3zM24 3h1v1h-1zM0 4h1v1h-1zM2 4h3v1h-3zM6 4h1v1h-1zM8 4h2v1h-2zM11 4h1v1h-1zM14 4h1v1h-1zM16 4h1v1h-1zM18 4h" +
  "1v1h-1zM20 4h3v1h-3zM24 4h1v1h-1zM0 5h1v1h-1zM6 5h1v1h-1zM8 5h4v1h-4zM15 5h2v1h-2zM18 5h1v1h-1zM24 5h1v1h-1z" +
  "M0 6h7v1h-7zM8 6h1v1h-1zM10 6h1v1h-1zM12 6h1v1h-1zM14 6h1v1h-1zM16 6h1v1h-1zM18 6h7v1h-7zM8 7h1v1h-1zM15 7h1" +
  "v1h-1zM0 8h1v1h-1zM4 8h1v1h-1zM6 8h4v1h-4zM12 8h1v1h-1zM14 8h1v1h-1zM17 8h5v1h-5zM24 8h1v1h-1zM1 9h1v1h-1zM8" +
  " 9h2v1h-2zM16 9h1v1h-1zM19 9h2v1h-2zM22 9h3v1h-3zM0 10h1v1h-1zM3 10h2v1h-2zM6 10h1v1h-1zM8 10h1v1h-1zM11 10h" +
  "1v1h-1zM14 10h2v1h-2zM17 10h2v1h-2zM21 10h1v1h-1zM3 11h1v1h-1zM7 11h1v1h-1zM12 11h1v1h-1zM14 11h1v1h-1zM17 1" +
  "1h1v1h-1zM20 11h1v1h-1zM22 11h2v1h-2zM1 12h7v1h-7zM9 12h4v1h-4zM16 12h2v1h-2zM19 12h1v1h-1zM21 12h2v1h-2zM0 " +
  "13h3v1h-3zM5 13h1v1h-1zM8 13h3v1h-3zM14 13h1v1h-1zM20 13h2v1h-2zM23 13h1v1h-1zM3 14h1v1h-1zM6 14h3v1h-3zM10 " +
  "14h1v1h-1zM13 14h1v1h-1zM15 14h2v1h-2zM18 14h1v1h-1zM23 14h2v1h-2zM3 15h2v1h-2zM7 15h3v1h-3zM12 15h1v1h-1zM1" +
  "4 15h1v1h-1zM16 15h1v1h-1zM18 15h1v1h-1zM20 15h1v1h-1zM22 15h1v1h-1zM24 15h1v1h-1zM0 16h2v1h-2zM4 16h3v1h-3z" +
  "M9 16h4v1h-4zM16 16h6v1h-6zM8 17h3v1h-3zM12 17h1v1h-1zM14 17h1v1h-1zM16 17h1v1h-1zM20 17h1v1h-1zM23 17h1v1h-" +
  "1zM0 18h7v1h-7zM8 18h1v1h-1zM10 18h2v1h-2zM13 18h1v1h-1zM15 18h2v1h-2zM18 18h1v1h-1zM20 18h1v1h-1zM23 18h1v1" +
  "h-1zM0 19h1v1h-1zM6 19h1v1h-1zM10 19h1v1h-1zM12 19h2v1h-2zM15 19h2v1h-2zM20 19h2v1h-2zM23 19h2v1h-2zM0 20h1v" +
  "1h-1zM2 20h3v1h-3zM6 20h1v1h-1zM8 20h3v1h-3zM16 20h6v1h-6zM24 20h1v1h-1zM0 21h1v1h-1zM2 21h3v1h-3zM6 21h1v1h" +
  "-1zM10 21h2v1h-2zM13 21h1v1h-1zM23 21h2v1h-2zM0 22h1v1h-1zM2 22h3v1h-3zM6 22h1v1h-1zM9 22h5v1h-5zM15 22h5v1h" +
  "-5zM21 22h1v1h-1zM23 22h1v1h-1zM0 23h1v1h-1zM6 23h1v1h-1zM10 23h1v1h-1zM12 23h1v1h-1zM14 23h1v1h-1zM17 23h2v" +
  "1h-2zM20 23h5v1h-5zM0 24h7v1h-7zM8 24h1v1h-1zM10 24h3v1h-3zM14 24h5v1h-5zM20 24h1v1h-1zM22 24h1v1h-1zM24 24h" +
  "1v1h-1z";
